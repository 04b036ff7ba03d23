import QdrantSnapshot
import Testing

@Suite("Sparse vectors of texts")
struct BM25Tests {
  // What Qdrant's engine makes of the same texts.
  @Test(
    arguments: [
      (
        "The quick brown foxes were running running",
        [243_905_464, 741_580_288, 771_291_085, 1_621_867_415],
        [1.8985336, 1.6697302, 1.6697302, 1.6697302]
      ),
      ("", [], []), ("the", [], []),
      (
        "İstanbul ǅ ﬁne K", [510_432_078, 581_560_596, 809_654_831, 1_467_803_446],
        [1.6741974, 1.6741974, 1.6741974, 1.6741974]
      ),
    ] as [(String, [UInt32], [Float])]
  )
  func engine(text: String, indices: [UInt32], values: [Float]) {
    var encoder = BM25Encoder(SparseOptions())
    #expect(encoder.encode(text) == SparseVector(indices: indices, values: values))
    // A second time from what is remembered.
    #expect(encoder.encode(text).indices == indices)
  }

  @Test(arguments: [
    ("Don't x_y a-b 3.5", ["don", "t", "x", "y", "a", "b", "3", "5"]),
    ("STRASSE Straße ÄÖ", ["strasse", "straße", "äö"]), ("ΟΔΟΣ ΣΑΣ", ["οδος", "σας"]),
    ("東京タワー x²", ["東京タワー", "x²"]), (" \n", []), ("aÉb", ["aéb"]),
  ])
  func words(text: String, expected: [String]) {
    #expect(WordSplitter.words(of: text).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func withoutLanguage() {
    var options = SparseOptions()
    options.language = .none
    var encoder = BM25Encoder(options)
    #expect(encoder.encode("the the rain").indices.count == 2)
  }

  @Test(arguments: [0, 1, 5, 8, 31, 32])
  func lanes(width: Int) {
    let numbers = (0..<128).map {
      UInt32(truncatingIfNeeded: mixed(UInt64($0)) >> UInt64(64 - width))
    }
    var packed: [UInt8] = []
    LanePacking.append(numbers, width: width, to: &packed)
    #expect(packed.count == 16 * width)
    for (index, number) in numbers.enumerated() {
      var found: UInt32 = 0
      for bit in 0..<width {
        let place = index / 4 * width + bit
        let word = 4 * (place / 32) + index % 4
        let byte = packed[4 * word + place % 32 / 8]
        found |= UInt32(byte >> UInt8(place % 8) & 1) << UInt32(bit)
      }
      #expect(found == number)
    }
  }
}
