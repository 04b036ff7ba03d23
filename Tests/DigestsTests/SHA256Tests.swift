import Digests
import Testing

@Suite struct `SHA-256` {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `gives the published values`(text: String, expected: String) {
    #expect(SHA256.digest(Array(text.utf8)).description == expected)
  }

  @Test func `gives the published value for a million letters`() {
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.digest([UInt8](repeating: 0x61, count: 1_000_000)).description == expected)
  }

  @Test(arguments: [0, 1, 55, 56, 57, 63, 64, 65, 127, 128, 129, 1000])
  func `does not depend on how the bytes arrive`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var pieces = SHA256()
    var rest = bytes[...]
    var size = 1
    while !rest.isEmpty {
      pieces.update(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      size = size % 70 + 7
    }
    #expect(pieces.finish() == SHA256.digest(bytes))
  }

  @Test func `reads back what it prints`() {
    let digest = SHA256.digest([1, 2, 3])
    #expect(Digest(hexadecimal: digest.description) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hexadecimal: "zz") == nil)
    #expect(Digest(bytes: [1]) == nil)
  }
}

@Suite struct `Keys of results` {
  private func key(_ fields: [String]) -> Digest {
    var hasher = KeyHasher("test")
    for field in fields { hasher.add(field) }
    return hasher.finish()
  }

  @Test func `differ when fields are divided differently`() {
    let keys = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], []].map(key)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `differ by purpose`() {
    #expect(KeyHasher("a").finish() != KeyHasher("b").finish())
  }

  @Test func `give ids that are UUIDs of version 8`() {
    let id = StableID(key(["x"])).description
    #expect(id.count == 36)
    #expect(Array(id)[14] == "8")
    #expect("89ab".contains(Array(id)[19]))
  }
}
