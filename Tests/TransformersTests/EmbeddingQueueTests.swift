import ModelFiles
import ModelFixtures
import Scratch
import Testing
import Transformers

/// Texts that are too long, shortened vectors, and texts in parts.
@Suite struct `Texts on their way to vectors` {
  private let folder: ScratchFolder
  private let embedder: Embedder

  /// A model that takes nine tokens, two of which stand around a text.
  init() throws {
    folder = try ScratchFolder()
    try SmallModel().write(to: folder, "model")
    embedder = try Embedder(SentenceModel(folder: folder("model")))
  }

  private func text(_ count: Int) -> String {
    (0..<count).map { $0 % 3 == 0 ? "ab" : "a" }.joined(separator: " ")
  }

  private func vector(_ text: String, _ options: EmbeddingOptions = EmbeddingOptions()) throws
    -> [Float]
  {
    var queue = EmbeddingQueue(embedder, options)
    _ = try queue.append(text)
    return try queue.embed()
  }

  @Test func `are cut and counted`() throws {
    var queue = EmbeddingQueue(embedder)
    // Every third word is of two tokens.
    #expect(try queue.append(text(3)) == TokenCounts(read: 6, cut: 0, pieces: 1))
    #expect(try queue.append(text(30)) == TokenCounts(read: 9, cut: 33, pieces: 1))
    #expect(try queue.append("") == TokenCounts(read: 2, cut: 0, pieces: 1))
    #expect(queue.texts == 3)
    let vectors = try queue.embed()
    #expect(vectors.count == 12)
    #expect(queue.texts == 0)
    #expect(try Array(vectors[0..<4]) == vector(text(3)))
    // The first tokens of both are the same.
    #expect(try Array(vectors[4..<8]) == vector(text(6)))
  }

  @Test func `are the mean of their pieces`() throws {
    let split = EmbeddingOptions(onTruncate: .split)
    var queue = EmbeddingQueue(embedder, split)
    let long = Array(repeating: "a", count: 17).joined(separator: " ")
    #expect(try queue.append(long) == TokenCounts(read: 23, cut: 0, pieces: 3))
    let found = try queue.embed()
    let seven = try vector(Array(repeating: "a", count: 7).joined(separator: " "))
    let three = try vector("a a a")
    var expected = zip(seven, three).map { Float((14 * Double($0) + 3 * Double($1)) / 17) }
    embedder.normalize(&expected)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    // What fits is as it was, bit by bit.
    #expect(try vector(text(4), split) == vector(text(4)))
  }

  @Test(arguments: EmbeddingOptions.OnTruncate.allCases)
  func `may come in parts`(onTruncate: EmbeddingOptions.OnTruncate) throws {
    let options = EmbeddingOptions(onTruncate: onTruncate, prompt: "b a ")
    let texts = [text(100_000), "", text(5), text(200)].map { Array($0.utf8) }
    var whole = EmbeddingQueue(embedder, options)
    let counts = try texts.map { try whole.append($0.span) }
    let expected = try whole.embed()
    for size in [997, 70_000] {
      var queue = EmbeddingQueue(embedder, options, threads: 1)
      var vectors: [Float] = []
      for (index, text) in texts.enumerated() {
        var start = 0
        while start < text.count {
          let end = min(text.count, start + size)
          try queue.append(part: text.span.extracting(start..<end))
          start = end
          // Whoever asks in between changes nothing.
          if start % 3 == 0 { vectors += try queue.embed() }
        }
        #expect(try queue.endText() == counts[index])
      }
      vectors += try queue.embed()
      #expect(vectors == expected)
    }
  }

  @Test func `have as many dimensions as are asked for`() throws {
    let whole = try vector(text(3))
    for count in 1...4 {
      var expected = Array(whole.prefix(count))
      if count < 4 { embedder.normalize(&expected) }
      #expect(try vector(text(3), EmbeddingOptions(dimensions: count)) == expected)
    }
  }

  @Test func `keep their prompt in every piece`() throws {
    let options = EmbeddingOptions(onTruncate: .split, prompt: "b ")
    var queue = EmbeddingQueue(embedder, options)
    let long = Array(repeating: "a", count: 12).joined(separator: " ")
    #expect(try queue.append(long) == TokenCounts(read: 18, cut: 0, pieces: 2))
    let found = try queue.embed()
    let six = try vector("b a a a a a a")
    #expect(zip(found, six).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `are written in three forms`() {
    var bytes: [UInt8] = []
    VectorForm.f32.append([1, -0.5], to: &bytes)
    #expect(bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF])
    bytes = []
    VectorForm.f16.append([1, -2, 0.1, 65504, 65520, 0x1p-24, 0x1p-25, 0x1.8p-25], to: &bytes)
    #expect(
      bytes == [0, 0x3C, 0, 0xC0, 0x66, 0x2E, 0xFF, 0x7B, 0, 0x7C, 1, 0, 0, 0, 1, 0]
    )
    bytes = []
    VectorForm.int8.append([1, -1, 0, 0.5, 0.0196, 2], to: &bytes)
    #expect(bytes.map { Int8(bitPattern: $0) } == [127, -127, 0, 64, 2, 127])
  }

  @Test func `become the nearest half`() {
    // All halves, and what lies just between two of them.
    for bits in UInt16(0)..<0x7C00 {
      let float = HalfFloat(bits: bits).float
      #expect(HalfFloat(float).bits == bits)
      #expect(HalfFloat(-float).bits == bits | 0x8000)
      let next = HalfFloat(bits: bits + 1).float
      guard next.isFinite else { continue }
      let middle = (float + next) / 2
      #expect(HalfFloat(middle).bits == (bits & 1 == 0 ? bits : bits + 1))
      #expect(HalfFloat(middle.nextUp).bits == bits + 1)
      #expect(HalfFloat(middle.nextDown).bits == bits)
    }
    #expect(HalfFloat(.nan).float.isNaN)
    #expect(HalfFloat(.infinity).float == .infinity)
  }
}
