import CXML2

/// The numbers of the names met so far, by libxml2's own pointers.
///
/// libxml2 keeps each name once while it parses, so equal names have equal pointers and no text is
/// compared twice.
final class XMLNameTable {
  /// In memory of its own, since it is looked into for each name: fields of objects are checked each time.
  private let table: UnsafeMutablePointer<XMLNameSlots>

  init(_ vocabulary: XMLVocabulary) {
    table = .allocate(capacity: 1)
    table.initialize(to: XMLNameSlots(vocabulary))
  }

  deinit {
    table.deinitialize(count: 1)
    table.deallocate()
  }

  func number(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?
  ) -> Int {
    table.pointee.number(local, namespace)
  }
}

/// The table itself.
private struct XMLNameSlots {
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
  private var namespaces: [(pointer: UnsafePointer<xmlChar>, place: Int?)] = []

  init(_ vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

  mutating func number(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?
  ) -> Int {
    let mask = slots.count - 1
    var place = Self.hash(local, namespace) & mask
    while let known = slots[place].local {
      if known == local, slots[place].namespace == namespace { return slots[place].number }
      place = (place + 1) & mask
    }
    var number = XMLVocabulary.unknown
    if let namespace {
      if let known = self.place(of: namespace) {
        number = vocabulary.number(of: String(cString: local), at: known)
      }
    } else {
      number = vocabulary.number(of: String(cString: local))
    }
    slots[place] = Slot(local: local, namespace: namespace, number: number)
    count += 1
    if count * 2 > slots.count { grow() }
    return number
  }

  /// Where the vocabulary has the names of a namespace.
  private mutating func place(of namespace: UnsafePointer<xmlChar>) -> Int? {
    if let known = namespaces.first(where: { $0.pointer == namespace }) { return known.place }
    let place = vocabulary.place(ofNamespace: String(cString: namespace))
    // There are few in any honest part.
    if namespaces.count < 64 { namespaces.append((namespace, place)) }
    return place
  }

  private mutating func grow() {
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
