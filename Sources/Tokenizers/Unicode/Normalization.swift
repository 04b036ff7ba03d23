/// The normalization forms of Unicode, in the version of the reference.
struct Normalization: Sendable {
  let isCompatible: Bool
  let isComposed: Bool

  /// A scalar of the new text, how it changes the old one, and its combining class.
  struct Change {
    var scalar: UInt32
    var change: Int
    var combiningClass: UInt8
  }

  /// The first scalar that is decomposed or reordered.
  private var firstAffected: UInt32 { isCompatible ? 0xA0 : 0xC0 }

  /// Whether all scalars are so low that the form leaves the text as it is.
  func isUnaffected(_ bytes: borrowing Span<UInt8>) -> Bool {
    // The lead bytes of the limits: marks begin at U+0300, which is CC 80; without marks composed
    // letters stay. U+00A0 and U+00C0 begin with C2 and C3.
    let limit: UInt8 = isCompatible ? 0xC2 : isComposed ? 0xCC : 0xC3
    for index in 0..<bytes.count where bytes[index] >= limit { return false }
    return true
  }

  /// Calls for every scalar of the form of a text.
  func forEach(_ bytes: borrowing Span<UInt8>, _ body: (UInt32, Int) -> Void) {
    let facts = ScalarFacts.shared
    let mapping = isCompatible ? ScalarMapping.compatible : ScalarMapping.canonical
    var composition = Composition()
    // Marks wait until what they stand behind is complete, to be brought into their order.
    var waiting: [Change] = []
    var index = 0
    while index < bytes.count {
      let (scalar, length) = bytes.scalar(at: index)
      index += length
      if scalar < firstAffected {
        flush(&waiting, into: &composition, body)
        hand(Change(scalar: scalar, change: 0, combiningClass: 0), to: &composition, body)
        continue
      }
      var isFirst = true
      func add(_ part: UInt32, _ waiting: inout [Change], _ composition: inout Composition) {
        let combiningClass = facts[part].combiningClass
        let change = Change(
          scalar: part,
          change: isFirst ? 0 : 1,
          combiningClass: combiningClass
        )
        isFirst = false
        if combiningClass == 0 { flush(&waiting, into: &composition, body) }
        waiting.append(change)
        if combiningClass == 0 { flush(&waiting, into: &composition, body) }
      }
      if Hangul.isSyllable(scalar) {
        let (leading, vowel, trailing) = Hangul.letters(of: scalar)
        add(leading, &waiting, &composition)
        add(vowel, &waiting, &composition)
        if let trailing { add(trailing, &waiting, &composition) }
      } else if let range = mapping.range(of: scalar) {
        for target in range { add(mapping.target(at: target), &waiting, &composition) }
      } else {
        add(scalar, &waiting, &composition)
      }
    }
    flush(&waiting, into: &composition, body)
    if isComposed { composition.finish(body) }
  }

  private func flush(
    _ waiting: inout [Change],
    into composition: inout Composition,
    _ body: (UInt32, Int) -> Void
  ) {
    guard !waiting.isEmpty else { return }
    if waiting.count > 1 { sortByClass(&waiting) }
    for change in waiting { hand(change, to: &composition, body) }
    waiting.removeAll(keepingCapacity: true)
  }

  private func hand(
    _ change: Change,
    to composition: inout Composition,
    _ body: (UInt32, Int) -> Void
  ) {
    if isComposed { composition.take(change, body) } else { body(change.scalar, change.change) }
  }

  /// Sorts without changing the order of equals; by counting, since marks may come by the million.
  private func sortByClass(_ waiting: inout [Change]) {
    var isSorted = true
    for index in 1..<waiting.count
    where waiting[index - 1].combiningClass > waiting[index].combiningClass { isSorted = false }
    if isSorted { return }
    var starts = [Int](repeating: 0, count: 257)
    for change in waiting { starts[Int(change.combiningClass) + 1] += 1 }
    for value in 1...256 { starts[value] += starts[value - 1] }
    var sorted = waiting
    for change in waiting {
      sorted[starts[Int(change.combiningClass)]] = change
      starts[Int(change.combiningClass)] += 1
    }
    waiting = sorted
  }
}
