import Documents

/// Signs that stand in pairs, of which a page that reads from right to left may draw the other one.
enum Brackets {
  /// The other sign of its pair, which is as long in UTF-8; nil where a scalar has none.
  static func other(of scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x28: 0x29
    case 0x29: 0x28
    case 0x5B: 0x5D
    case 0x5D: 0x5B
    case 0x7B: 0x7D
    case 0x7D: 0x7B
    case 0xAB: 0xBB
    case 0xBB: 0xAB
    default: nil
    }
  }

  static func opens(_ scalar: UInt32) -> Bool { [0x28, 0x5B, 0x7B, 0xAB].contains(scalar) }
}

extension PageWords.Part {
  /// Puts brackets of text that reads from right to left as they are typed: some writers name the shape
  /// that is drawn, which is the mirror image.
  ///
  /// What stands off before and not after is an opening one; the page tells as a whole.
  func turnBrackets(_ store: inout [UInt8]) {
    guard words.contains(where: { $0.traits.contains(.rightToLeft) }) else { return }
    var places: [(offset: Int, scalar: UInt32)] = []
    var (right, wrong) = (0, 0)
    for row in Row.group(words.indices.map(Int32.init), of: words) {
      for (place, index) in row.words.enumerated() {
        let word = words[Int(index)]
        guard word.traits.contains(.rightToLeft) || frame.isMirrored,
          !word.traits.contains(.leftToRight)
        else { continue }
        let before = place > 0 && isClose(row.words[place - 1], index)
        let after = place + 1 < row.words.count && isClose(index, row.words[place + 1])
        look(word, store, isFree: (!before, !after), &places, &right, &wrong)
      }
    }
    guard wrong > right else { return }
    for (offset, scalar) in places {
      guard let other = Brackets.other(of: scalar) else { continue }
      if scalar < 0x80 {
        store[offset] = UInt8(other)
      } else {
        store[offset + 1] = UInt8(0x80 | other & 0x3F)
      }
    }
  }

  private func isClose(_ a: Int32, _ b: Int32) -> Bool {
    let (a, b) = (words[Int(a)], words[Int(b)])
    return !a.traits.contains(.spaceAfter) && !b.traits.contains(.spaceBefore)
      && b.box.left - a.box.right < 0.16 * max(min(a.size, b.size), 1)
  }

  private func look(
    _ word: Word,
    _ store: [UInt8],
    isFree: (before: Bool, after: Bool),
    _ places: inout [(offset: Int, scalar: UInt32)],
    _ right: inout Int,
    _ wrong: inout Int
  ) {
    var scalars: [(offset: Int, scalar: UInt32)] = []
    var index = Int(word.text.lowerBound)
    while index < Int(word.text.upperBound) {
      let offset = index
      scalars.append((offset, decodeScalar(store, &index)))
    }
    // Signs alone are kept as they are drawn, from the left.
    if !word.traits.contains(.rightToLeft) { scalars.reverse() }
    for (number, (offset, scalar)) in scalars.enumerated()
    where Brackets.other(of: scalar) != nil {
      places.append((offset, scalar))
      // Stops stand right behind a closing one.
      let rest = scalars[(number + 1)...].drop { Script($0.scalar) == .neutral }
      let isFirst = isFree.before && scalars[..<number].allSatisfy { Script($0.scalar) == .neutral }
      let isLast = isFree.after && rest.isEmpty
      guard isFirst != isLast else { continue }
      if Brackets.opens(scalar) == isFirst { right += 1 } else { wrong += 1 }
    }
  }
}
