import Documents

extension PageWords.Part {
  /// Dots beyond this many are a picture's.
  private static let dotLimit = 400

  /// Writes a bullet where the page draws one as a shape: some writers, browsers among them, have no
  /// letter for it.
  mutating func addDrawnBullets(
    _ rules: [Rule],
    _ store: inout [UInt8],
    _ ledger: inout CharacterLedger
  ) {
    let dots = rules.filter { $0.isDot && $0.color != 0xFFFFFF }
    guard !dots.isEmpty, dots.count <= Self.dotLimit, !words.isEmpty else { return }
    var added: [Word] = []
    for dot in dots {
      let box = frame.box(dot.box)
      guard let next = wordAfter(box), !isPartOfDrawing(dot.box, dots, next.size) else { continue }
      // A circle with a rim is drawn twice.
      guard
        !added.contains(where: {
          $0.box.left < box.right && $0.box.right > box.left
            && $0.baseline == next.baseline
        })
      else { continue }
      let start = Int32(store.count)
      store += [0xE2, 0x80, 0xA2]
      var word = next
      word.box.left = box.left
      word.box.right = box.right
      word.text = start..<start + 3
      word.characters = 1
      word.mark = -1
      word.traits = [.spaceAfter]
      added.append(word)
    }
    // One alone is a part of a drawing.
    guard added.count > 1 else { return }
    ledger.found += added.count
    words += added
  }

  /// Whether other dots stand close by, beside or above it, and not in its place.
  private func isPartOfDrawing(_ dot: Box, _ dots: [Rule], _ size: Float) -> Bool {
    dots.contains {
      let (dx, dy) = (abs($0.box.midX - dot.midX), abs($0.box.midY - dot.midY))
      return dx < 1.5 * size && dy < 0.8 * size && max(dx, dy) > 0.15 * size
    }
  }

  /// The first word of the line that a dot stands before; nil where text stands before the dot as well.
  private func wordAfter(_ dot: Box) -> Word? {
    var nearest: Word?
    for word in words where dot.midY < word.baseline && dot.midY > word.baseline - 0.8 * word.size {
      if word.box.left < dot.right - 0.1 {
        if word.box.right > dot.left - 2.5 * word.size { return nil }
        continue
      }
      if word.box.left < (nearest?.box.left ?? .infinity) { nearest = word }
    }
    guard let nearest, nearest.box.left - dot.right < 2.5 * nearest.size,
      nearest.box.left - dot.right > 0.15 * nearest.size
    else { return nil }
    let share = dot.height / nearest.size
    let height = (nearest.baseline - dot.midY) / nearest.size
    return share > 0.12 && share < 0.5 && height > 0.12 && height < 0.55 ? nearest : nil
  }
}
