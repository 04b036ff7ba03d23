/// Hashes a list of fields so that no two different lists share an input.
///
/// Every field is preceded by its length, so `["ab", "c"]` and `["a", "bc"]` differ, and so do a list
/// and its prefix.
package struct KeyHasher: Sendable {
  private var hash = SHA256()
  /// Gathers short fields, so that each costs no more than the copying of its bytes.
  private var gathered: [UInt8] = []

  /// Begins a key of one purpose; keys of different purposes never meet.
  package init(_ purpose: String) {
    gathered.reserveCapacity(256)
    add(purpose)
  }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    gathered.append(contentsOf: text.utf8)
    settle()
  }

  package mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    gathered.append(contentsOf: bytes)
    settle()
  }

  package mutating func add(_ digest: Digest) {
    add(32)
    digest.append(to: &gathered)
    settle()
  }

  package mutating func add(_ number: Int) {
    let bits = UInt64(bitPattern: Int64(number))
    var shift: UInt64 = 64
    while shift > 0 {
      shift -= 8
      gathered.append(UInt8(truncatingIfNeeded: bits &>> shift))
    }
  }

  private mutating func settle() {
    if gathered.count >= 1 << 14 {
      hash.update(gathered)
      gathered.removeAll(keepingCapacity: true)
    }
  }

  package consuming func finish() -> Digest {
    hash.update(gathered)
    return hash.finish()
  }
}
