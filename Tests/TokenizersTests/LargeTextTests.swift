import Testing
import Tokenizers

/// Texts of sizes that nobody expects take time in proportion.
@Suite(.timeLimit(.minutes(5))) struct `Very large texts` {
  @Test(
    "A line of megabytes is worked through",
    arguments: ["bert-uncased", "roberta", "xlmr", "llama", "llama3"]
  )
  func longLine(_ name: String) throws {
    let tokenizer = try GoldenTokenizer(name).tokenizer
    var session = tokenizer.session()
    let sentence = Array("the rain gauge is not here. ".utf8)
    let one = session.count(sentence.span)
    var line: [UInt8] = []
    for _ in 0..<100_000 { line.append(contentsOf: sentence) }
    let all = session.count(line.span)
    #expect(abs(all - one * 100_000) <= 100_000)
    let fits = session.fits(line.span, limit: 10)
    #expect(!fits)
  }

  @Test(
    "A word without an end is worked through",
    arguments: ["bert-uncased", "roberta", "llama", "xlmr"]
  )
  func longWord(_ name: String) throws {
    var session = try GoldenTokenizer(name).tokenizer.session()
    for letter: UInt8 in [0x61, 0x20, 0x2E, 0x0D] {
      let word = [UInt8](repeating: letter, count: 1 << 20)
      let count = session.count(word.span)
      #expect(count <= word.count + 1)
    }
    var marks = Array("e".utf8)
    for _ in 0..<200_000 { marks.append(contentsOf: [0xCC, 0x81, 0xCC, 0xA3]) }
    let count = session.count(marks.span)
    #expect(count > 0)
  }

  @Test("A million empty texts cost little")
  func emptyTexts() throws {
    var session = try GoldenTokenizer("bert-uncased").tokenizer.session()
    let nothing: [UInt8] = []
    var total = 0
    for _ in 0..<1_000_000 { total += session.count(nothing.span, addingSpecial: true) }
    #expect(total == 2_000_000)
  }
}
