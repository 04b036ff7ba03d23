import Testing
import Tokenizers

/// What single parts of a tokenizer do, each in a tokenizer with little else.
@Suite struct `Parts of a tokenizer` {
  @Test(
    "Words are cut into the longest pieces",
    arguments: [
      ("a", [1]), ("ab", [2]), ("abc", [0]), ("xabc", [0]), ("abbc", [2, 4]), ("abb", [2, 3]),
      ("abx", [2, 6]), ("q", [0]),
      ("axq", [0]), ("", []), ("é", [7]), ("xxxxxxxxxx", [5] + Array(repeating: 6, count: 9)),
      ("xxxxxxxxxxx", [0]),
    ] as [(String, [UInt32])]
  )
  func wordPieces(_ text: String, _ ids: [UInt32]) throws {
    #expect(try SmallTokenizer.load().encode(text).ids == ids)
  }

  @Test(
    "Pairs are joined in the order of the merges",
    arguments: [
      ("ab", [2]), ("aba", [3]), ("abab", [2, 2]), ("aab", [0, 2]), ("abaab", [3, 2]), ("b", [1]),
      ("zaz", [0]),
    ] as [(String, [UInt32])]
  )
  func pairs(_ text: String, _ ids: [UInt32]) throws {
    #expect(try SmallTokenizer.load(model: SmallTokenizer.pairs).encode(text).ids == ids)
  }

  @Test("A long piece is joined like a short one")
  func longPiece() throws {
    let tokenizer = try SmallTokenizer.load(model: SmallTokenizer.pairs)
    let short = tokenizer.encode(String(repeating: "abac", count: 10)).ids
    let long = tokenizer.encode(String(repeating: "abac", count: 1000)).ids
    #expect(long == Array(repeating: short, count: 100).flatMap { $0 })
  }

  @Test(
    "An expression cuts where it matches",
    arguments: [
      (#"\s+"#, "ab  x", ["ab", "x"]), (#"(?i:B)"#, "aBx", ["a", "x"]),
      (#"b(?=x)"#, "abxab", ["a", "xab"]), (#"b(?!x)"#, "abxab", ["abxa"]),
      (#"(?<=a)b"#, "abxb", ["a", "xb"]), (#"(?<!a)b"#, "abxb", ["abx"]),
      (#"[^ax]+?"#, "abbx", ["a", "x"]), (#"b{2}"#, "abbbx", ["a", "bx"]),
      (#"b{1,2}?"#, "abbx", ["a", "x"]), (#"b*+b"#, "abbx", ["abbx"]),
      (#"(?:ab|a)b"#, "abx", ["x"]),
      (#"(?>ab|a)b"#, "abx", ["abx"]), (#"\p{Ll}+"#, "ab1x", ["1"]),
      (#"\P{L}"#, "a1x", ["a", "x"]),
      (#"[\p{L}--]"#, "a-1", ["1"]), (#"^a"#, "aaa", ["aa"]), (#"a$"#, "aaa", ["aa"]),
      (#"\x{62}|\u0078"#, "abxa", ["a", "a"]), (#"[b[x]]"#, "abxa", ["a", "a"]),
      (#"[a&]"#, "ba&", ["b"]), (#"(?i:s)"#, "aſb", ["a", "b"]), (#"b|"#, "abx", ["a", "x"]),
    ]
  )
  func expressions(_ pattern: String, _ text: String, _ pieces: [String]) throws {
    let escaped = pattern.replacing("\\", with: "\\\\")
    let tokenizer = try SmallTokenizer.load(
      model: #"{"type": "WordLevel", "unk_token": "u", "vocab": {"u": 0}}"#,
      """
      "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "\(escaped)"},
        "behavior": "Removed", "invert": false}
      """
    )
    let bytes = Array(text.utf8)
    let found = tokenizer.encode(text).offsets.map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == pieces)
  }

  @Test(
    "What an expression cannot say here is refused by name",
    arguments: [
      (#"\bx"#, #"'\\b' at character 1"#), (#"(?<name>x)"#, "a group of this kind"),
      (#"x\1"#, #"'\\1'"#),
      (#"\p{Greek}"#, "the property 'Greek'"), (#"(a*)*"#, "can be empty"),
      (#"[a&&b]"#, "intersection"),
      (#"(?i:straße)"#, "without regard to case"), (#"(x"#, "without ')'"),
      (#"x)"#, "unmatched ')'"),
      (#"[x"#, "without ']'"), (#"x{2000}"#, "such a count"), (#"(?i:ss)"#, "fold together"),
      (#"*x"#, "a repetition of nothing"), (#"[[:alpha:]]"#, "a class with a name"),
    ]
  )
  func refusals(_ pattern: String, _ reason: String) {
    let escaped = pattern.replacing("\\", with: "\\\\")
    let text = SmallTokenizer.text(
      """
      "normalizer": {"type": "Replace", "pattern": {"Regex": "\(escaped)"}, "content": ""}
      """
    )
    let problem = SmallTokenizer.problem(text)
    #expect(problem.hasPrefix("t.json:1:") && problem.contains("is not supported"))
    #expect(problem.contains(reason.replacing("\\\\", with: "\\")), "\(problem)")
  }

  @Test("Added tokens are found as they are said to be")
  func addedTokens() throws {
    func tokenizer(_ flags: String) throws -> Tokenizer {
      try SmallTokenizer.load(
        """
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "added_tokens": [{"id": 9, "content": "<x>", "special": true, "normalized": false, \(flags)}]
        """
      )
    }
    let plain = #""single_word": false, "lstrip": false, "rstrip": false"#
    let single = #""single_word": true, "lstrip": false, "rstrip": false"#
    let spaced = #""single_word": false, "lstrip": true, "rstrip": true"#
    #expect(try tokenizer(plain).encode("a<x>a").ids == [1, 9, 1])
    #expect(try tokenizer(single).encode("a<x>a").ids == [0])
    #expect(try tokenizer(single).encode("a <x> a").ids == [1, 9, 1])
    #expect(try tokenizer(spaced).encode("a <x> \u{3000}a").offsets == [0..<1, 1..<9, 9..<10])
    #expect(try tokenizer(plain).tokens(for: [9, 1, 77]) == ["<x>", "a", nil])
  }

  @Test("Bytes that are no UTF-8 count as U+FFFD")
  func mended() throws {
    let tokenizer = try GoldenTokenizer("roberta").tokenizer
    var session = tokenizer.session()
    for bytes: [UInt8] in [
      [0x61, 0xFF, 0x62], [0xE2, 0x82], [0xED, 0xA0, 0x80, 0x20], [0xC0, 0x80],
    ] {
      var ids: [UInt32] = []
      session.encode(bytes.span, into: &ids)
      #expect(ids == tokenizer.encode(String(decoding: bytes, as: UTF8.self)).ids)
      let encoding: Encoding = session.encode(bytes.span)
      #expect(encoding.ids == ids)
      #expect(encoding.offsets.allSatisfy { $0.upperBound <= bytes.count })
    }
    let small = try SmallTokenizer.load(#""pre_tokenizer": {"type": "WhitespaceSplit"}"#)
    var words = small.session()
    let bytes: [UInt8] = [0x61, 0x20, 0xE2, 0x82, 0x20, 0x61, 0x62]
    let encoding: Encoding = words.encode(bytes.span)
    #expect(encoding.offsets == [0..<1, 2..<4, 5..<7])
  }
}
