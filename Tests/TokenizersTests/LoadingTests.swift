import Scratch
import Testing
import Tokenizers

/// Folders and files of models.
@Suite struct `Loading a tokenizer` {
  @Test("A file that is cut off anywhere is damaged at a place")
  func truncated() throws {
    for name in ["bert-uncased", "llama3", "xlmr", "t5"] {
      let bytes = try GoldenTokenizer.bytes("\(name).json")
      let end = bytes.count - 2
      for cut in stride(from: 0, to: end, by: max(1, end / 150)) {
        #expect(throws: TokenizerError.self, "\(name) cut at \(cut)") {
          _ = try Tokenizer(json: Array(bytes[..<cut]), file: "t.json")
        }
      }
    }
  }

  @Test(
    "What is wrong in a file is said with its place",
    arguments: [
      ("", "t.json:1:1 is damaged: the file is empty"),
      ("[]", "t.json:1:1 is damaged: expected an object"),
      ("{}", "t.json:1:1 is damaged: there is no 'model'"),
      (#"{"version": "2.0", "model": {}}"#, "t.json:1:13 is not supported"),
      (#"{"a": {}} x"#, "expected the end of the file, found 'x'"),
      (#"{"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}}"#, "'-1' is no id"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 5000000000}, "merges": []}}"#, "is no id"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}}}"#, "the model has no 'merges'"),
      (#"{"model": {"type": "BPE", "merges": []}}"#, "the model has no 'vocab'"),
      (#"{"model": {"type": "BPE", "vocab": [["a", 1]], "merges": []}}"#, "is an object of tokens"),
      (
        #"{"model": {"type": "Unigram", "unk_id": 0, "vocab": {}}}"#,
        "is a list of tokens with scores"
      ),
      (#"{"model": {"type": "Unigram", "unk_id": 3, "vocab": [["a", 1]]}}"#, "'unk_id' is beyond"),
      (#"{"model": {"type": "Unigram", "vocab": [["a", 1]]}}"#, "without an unknown token"),
      (#"{"model": {"type": "Unigram", "unk_id": 0, "vocab": [["a"]]}}"#, "a text and a score"),
      (#"{"model": {"type": "Unigram", "unk_id": 0, "vocab": [["a", 1e999]]}}"#, "out of range"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}}"#, "with a space between"),
      (
        #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a a a"]}}"#,
        "with a space between"
      ),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}"#, "joins two tokens"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}"#, "does not have 'b'"),
      (#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a a"]}}"#, "does not have 'aa'"),
      (#"{"model": {"type": "BPE", "dropout": 0.1, "vocab": {}, "merges": []}}"#, "to chance"),
      (#"{"model": {"type": "Kana", "vocab": {}}}"#, "the model 'Kana'"),
      (#"{"model": {"type": 7, "vocab": {}}}"#, "expected a string, found a number"),
      (
        #"{"model": {"type": "WordLevel", "unk_token": "u", "vocab": {}}}"#, "the unknown token 'u'"
      ),
      (#"{"model": 3}"#, "expected an object, found '3'"),
      (#"{"normalizer": {"type": "Upper"}}"#, "the normalizer 'Upper'"),
      (#"{"normalizer": {"type": "Strip", "strip_left": 1}}"#, "expected true or false"),
      (#"{"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}}"#, "no map of"),
      (#"{"pre_tokenizer": {"type": "UnicodeScripts"}}"#, "the pre-tokenizer 'UnicodeScripts'"),
      (#"{"pre_tokenizer": {"type": "FixedLength", "length": 0}}"#, "pieces of no length"),
      (#"{"pre_tokenizer": {"type": "Metaspace", "replacement": "ab"}}"#, "expected one character"),
      (
        #"{"post_processor": {"type": "TemplateProcessing", "special_tokens": {}, "single": [{"SpecialToken": {"id": "x", "type_id": 0}}]}}"#,
        "'special_tokens' does not have 'x'"
      ),
      (
        #"{"added_tokens": [{"content": "x"}], "model": {"type": "WordLevel", "unk_token": "u", "vocab": {"u": 0}}}"#,
        "there is no 'single_word'"
      ),
      ("{\"model\": \"\\ud800\"}", "is damaged"),
    ]
  )
  func faults(_ text: String, _ message: String) {
    let problem = SmallTokenizer.problem(text)
    #expect(problem.contains(message) && problem.hasPrefix("t.json:1:"), "\(problem)")
  }

  @Test("A vocabulary with holes, and ids that tokens share, are used as they stand")
  func oddVocabularies() throws {
    let holes = try SmallTokenizer.load(
      model: #"{"type": "WordLevel", "unk_token": "u", "vocab": {"u": 7, "b": 4000000000}}"#,
      #""pre_tokenizer": {"type": "WhitespaceSplit"}"#
    )
    #expect(holes.encode("b a").ids == [4_000_000_000, 7])
    #expect(holes.tokens(for: [0, 7, 4_000_000_000]) == [nil, "u", "b"])
    let shared = try SmallTokenizer.load(
      model: """
        {"type": "BPE", "vocab": {"a": 0, "b": 0, "aa": 1, "ab": 1, "ba": 1, "bb": 1},
         "merges": ["a a", "b b"]}
        """
    )
    #expect(shared.encode("abab").ids == [1, 1])
  }

  @Test("Merges that lead in a circle come to an end")
  func circle() throws {
    // With one id for all, what is joined can be joined again with its neighbour.
    let tokenizer = try SmallTokenizer.load(
      model: #"{"type": "BPE", "vocab": {"a": 0, "aa": 0}, "merges": ["a a", "a a"]}"#
    )
    #expect(tokenizer.encode("aaaaa").ids == [0])
  }

  @Test("A folder of a BERT model without 'tokenizer.json' is read from its vocabulary")
  func vocabularyFolder() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "vocab.txt",
      text: "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nrain\n##s \nétés\netes\n.\n"
    )
    #expect(throws: TokenizerError.self) { _ = try Tokenizer(folder: folder.path + "/none") }
    let tokenizer = try Tokenizer(folder: folder.path)
    #expect(tokenizer.encode("Rains. Étés [MASK] x").ids == [2, 5, 6, 9, 8, 4, 1, 3])
    #expect(tokenizer.specialTokensCount == 2 && tokenizer.vocabularySize == 10)
    try folder.write(
      "tokenizer_config.json",
      text: #"{"do_lower_case": false, "model_max_length": 64}"#
    )
    let cased = try Tokenizer(path: folder.path)
    #expect(cased.encode("rains étés").ids == [2, 5, 6, 7, 3])
    #expect(cased.facts.maxLength == 64)
    #expect(cased.fingerprint != tokenizer.fingerprint)
    #expect(try Tokenizer(folder: folder.path).fingerprint == cased.fingerprint)
    try folder.write(
      "tokenizer_config.json",
      text: #"{"added_tokens_decoder": {"5": {"content": "rain", "single_word": true}}}"#
    )
    #expect(try Tokenizer(folder: folder.path).encode("rains rain").ids == [2, 5, 6, 5, 3])
    for other in [
      #"{"added_tokens_decoder": {"10": {"content": "new"}}}"#, "[", #"{"do_lower_case": 1}"#,
    ] {
      try folder.write("tokenizer_config.json", text: other)
      #expect(throws: TokenizerError.self) { _ = try Tokenizer(folder: folder.path) }
    }
    try folder.write("tokenizer_config.json", text: "{}")
    try folder.write("added_tokens.json", text: #"{"new": 10}"#)
    #expect(throws: TokenizerError.self) { _ = try Tokenizer(folder: folder.path) }
    try folder.write("added_tokens.json", text: "{}")
    try folder.write("tokenizer_config.json", text: #"{"tokenizer_class": "RoFormerTokenizer"}"#)
    #expect(throws: TokenizerError.self) { _ = try Tokenizer(folder: folder.path) }
  }

  @Test(
    "The most tokens that a model takes come from the nearest file",
    arguments: [
      (#"{"max_seq_length": 256}"#, #"{"model_max_length": 512}"#, "{}", 256),
      ("{}", #"{"model_max_length": 512}"#, #"{"max_position_embeddings": 4}"#, 512),
      ("{}", #"{"model_max_length": 1e30}"#, #"{"max_position_embeddings": 512}"#, 512),
      ("{}", "{}", #"{"max_position_embeddings": 514, "model_type": "xlm-roberta"}"#, 512),
      ("{}", "{}", #"{"max_position_embeddings": 514, "model_type": "mpnet"}"#, 512),
      (#"{"max_seq_length": null}"#, "{}", "{}", nil),
    ] as [(String, String, String, Int?)]
  )
  func maxLength(_ sentence: String, _ tokenizer: String, _ model: String, _ length: Int?) throws {
    let folder = try ScratchFolder()
    try folder.write("tokenizer.json", text: SmallTokenizer.text())
    try folder.write("sentence_bert_config.json", text: sentence)
    try folder.write("tokenizer_config.json", text: tokenizer)
    try folder.write("config.json", text: model)
    #expect(try Tokenizer(folder: folder.path).facts.maxLength == length)
  }
}

extension ScratchFolder {
  fileprivate func write(_ name: String, text: String) throws {
    try write(name, Array(text.utf8))
  }
}
