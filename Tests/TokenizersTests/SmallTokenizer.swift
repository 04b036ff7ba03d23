import JSON
import Tokenizers

/// Tokenizers written out in a test, part by part.
enum SmallTokenizer {
  static let words = """
    {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
     "max_input_chars_per_word": 10,
     "vocab": {"[UNK]": 0, "a": 1, "ab": 2, "##b": 3, "##bc": 4, "x": 5, "##x": 6, "é": 7, ".": 9}}
    """

  static let pairs = """
    {"type": "BPE", "unk_token": null, "vocab": {"a": 0, "b": 1, "ab": 2, "aba": 3, "c": 4},
     "merges": ["a b", "ab a"]}
    """

  static func text(model: String = words, _ members: String = "") -> String {
    "{\"version\": \"1.0\", \(members.isEmpty ? "" : members + ",") \"model\": \(model)}"
  }

  static func load(model: String = words, _ members: String = "") throws -> Tokenizer {
    try Tokenizer(json: Array(text(model: model, members).utf8), file: "tokenizer.json")
  }

  /// What loading says, in one line.
  static func problem(_ text: String) -> String {
    do throws(TokenizerError) {
      _ = try Tokenizer(json: Array(text.utf8), file: "t.json")
      return "loaded"
    } catch {
      return error.description
    }
  }
}
