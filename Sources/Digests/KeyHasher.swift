/// Hashes a list of fields so that no two different lists share an input.
///
/// Every field is preceded by its length, so `["ab", "c"]` and `["a", "bc"]` differ, and so do a list
/// and its prefix.
package struct KeyHasher: Sendable {
  private var hash = SHA256()

  /// Begins a key of one purpose; keys of different purposes never meet.
  package init(_ purpose: String) {
    add(purpose)
  }

  package mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  package mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    hash.update(bytes)
  }

  package mutating func add(_ digest: Digest) {
    add(digest.bytes)
  }

  package mutating func add(_ number: Int) {
    let bits = UInt64(bitPattern: Int64(number))
    hash.update((0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) })
  }

  package consuming func finish() -> Digest { hash.finish() }
}
