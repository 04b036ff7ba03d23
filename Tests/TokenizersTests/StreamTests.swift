import Testing
import Tokenizers

/// Texts that come in parts have the tokens of the whole.
@Suite struct `Texts in parts` {
  /// Text long enough to be cut, with everything that the lines of other tests have.
  private static func text(_ lines: [String], repeated count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for round in 0..<count {
      for line in lines { text += Array(line.utf8) + [round % 2 == 0 ? 0x20 : 0x2E] }
    }
    return text
  }

  @Test(arguments: GoldenTokenizer.names)
  func `have the tokens of the whole`(name: String) throws {
    let tokenizer = try GoldenTokenizer(name).tokenizer
    let lines = Array(try GoldenTokenizer.lines().prefix(150))
    let text = Self.text(lines, repeated: 40)
    #expect(text.count > 3 * 64 << 10)
    var session = tokenizer.session()
    var whole: [UInt32] = []
    session.encodeBare(text.span, into: &whole)
    var stream = tokenizer.stream()
    for size in [1000, 65_537, 300_000, text.count] {
      var ids: [UInt32] = []
      var start = 0
      while start < text.count {
        let end = min(text.count, start + size)
        stream.append(text.span.extracting(start..<end), into: &ids)
        start = end
      }
      stream.finish(into: &ids)
      #expect(ids.count == whole.count, "\(name) in parts of \(size)")
      #expect(ids == whole, "\(name) in parts of \(size)")
    }
  }

  @Test(arguments: ["bert-uncased", "mpnet", "roberta", "xlmr"])
  func `come before the end`(name: String) throws {
    let tokenizer = try GoldenTokenizer(name).tokenizer
    var stream = tokenizer.stream()
    var ids: [UInt32] = []
    let sentence = Array("the rain gauge tips ".utf8)
    for _ in 0..<20_000 { stream.append(sentence.span, into: &ids) }
    #expect(ids.count > 40_000)
    stream.drop()
    ids = []
    stream.append(sentence.span, into: &ids)
    stream.finish(into: &ids)
    var expected: [UInt32] = []
    var session = tokenizer.session()
    session.encodeBare(sentence.span, into: &expected)
    #expect(ids == expected)
  }

  /// BERT's own steps have other borders than spaces, and no use for all of a word without end.
  @Test(arguments: [
    String(repeating: "a", count: 300_000), String(repeating: "中文字", count: 60_000),
    String(repeating: "a.b,c", count: 60_000),
    "x " + String(repeating: "a1", count: 200_000) + ". y",
    String(repeating: "é", count: 200_000), String(repeating: "\u{301}", count: 100_000),
    String(repeating: "[SEP]", count: 60_000),
  ])
  func `without spaces`(line: String) throws {
    let tokenizer = try GoldenTokenizer("bert-uncased").tokenizer
    let text = Array(line.utf8)
    var whole: [UInt32] = []
    var session = tokenizer.session()
    session.encodeBare(text.span, into: &whole)
    var stream = tokenizer.stream()
    var ids: [UInt32] = []
    for start in stride(from: 0, to: text.count, by: 10_000) {
      let end = min(text.count, start + 10_000)
      stream.append(text.span.extracting(start..<end), into: &ids)
    }
    stream.finish(into: &ids)
    #expect(ids == whole)
  }
}
