import JSON
import SystemIO
import TestSupport
import Tokenizers

/// The tokenizers beside this file, one of each kind, with lines and what the reference made of them.
///
/// scripts/check/make_golden_tokenizers.py wrote them.
struct GoldenTokenizer {
  let tokenizer: Tokenizer
  let answers: [JSON]

  static let folder = GoldenFile.folder(of: #filePath) + "/Golden"

  static let names = [
    "albert", "bert-accents", "bert-added", "bert-cased", "bert-stripped", "bert-uncased", "bloom",
    "bpe-dropping", "bpe-prefix", "bpe-unknown", "byte-normalizer", "cl100k", "claude", "clip",
    "deberta", "falcon", "fixed-length", "gpt2", "llama", "llama-first", "llama-whole", "llama3",
    "mpnet", "o200k", "qwen", "roberta", "roberta-prefix", "split-contiguous", "split-isolated",
    "split-merged_with_next", "split-merged_with_previous", "split-removed", "starcoder", "t5",
    "unigram-bytes", "unigram-whole", "word-level", "word-piece-plain", "word-piece-strip", "xlmr",
    "xlmr-new",
  ]

  static func lines() throws -> [String] {
    let json = try JSONParser.value(try bytes("lines.json"), file: "lines.json")
    return json.elements?.compactMap(\.string) ?? []
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try readFile(folder + "/" + name, limit: 1 << 24).bytes
  }

  init(_ name: String) throws {
    tokenizer = try Tokenizer(path: Self.folder + "/\(name).json")
    answers = try Self.bytes("\(name).jsonl").split(separator: 0x0A).map {
      try JSONParser.value(Array($0), file: name)
    }
  }
}
