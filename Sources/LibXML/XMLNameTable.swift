import CXML2

/// The numbers of the names met so far, by libxml2's own pointers.
///
/// libxml2 keeps each name once while it parses, so equal names have equal pointers and no text is
/// compared twice.
final class XMLNameTable {
  private struct Slot {
    var local: UnsafePointer<xmlChar>?
    var namespace: UnsafePointer<xmlChar>?
    var number: Int
  }

  private let vocabulary: XMLVocabulary
  private var slots = [Slot](
    repeating: Slot(local: nil, namespace: nil, number: XMLVocabulary.unknown),
    count: 1024
  )
  private var count = 0

  init(_ vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

  func number(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?
  ) -> Int {
    let mask = slots.count - 1
    var place = Self.hash(local, namespace) & mask
    while let known = slots[place].local {
      if known == local, slots[place].namespace == namespace { return slots[place].number }
      place = (place + 1) & mask
    }
    let number = vocabulary.number(
      of: String(cString: local),
      namespace: namespace.map { String(cString: $0) }
    )
    slots[place] = Slot(local: local, namespace: namespace, number: number)
    count += 1
    if count * 2 > slots.count { grow() }
    return number
  }

  private func grow() {
    let old = slots
    let empty = Slot(local: nil, namespace: nil, number: XMLVocabulary.unknown)
    slots = [Slot](repeating: empty, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old {
      guard let local = slot.local else { continue }
      var place = Self.hash(local, slot.namespace) & mask
      while slots[place].local != nil { place = (place + 1) & mask }
      slots[place] = slot
    }
  }

  private static func hash(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?
  ) -> Int {
    let bits = UInt(bitPattern: local) &+ UInt(bitPattern: namespace) &* 31
    return Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
