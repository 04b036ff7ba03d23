import JSON
import Transformers

/// What was read of all texts, and what was not.
struct EmbeddingSummary {
  private(set) var texts = 0
  private(set) var tokens = 0
  private(set) var cutTexts = 0
  private(set) var cutTokens = 0
  private(set) var splitTexts = 0
  private(set) var pieces = 0

  mutating func add(_ counts: TokenCounts) {
    texts += 1
    tokens += counts.read
    cutTexts += counts.cut > 0 ? 1 : 0
    cutTokens += counts.cut
    splitTexts += counts.pieces > 1 ? 1 : 0
    pieces += counts.pieces
  }

  var text: String {
    if cutTexts > 0 {
      return """
        \(cutTexts) of \(texts) texts \(cutTexts == 1 ? "was" : "were") cut by \(cutTokens) tokens; \
        \(tokens) were read
        """
    }
    let split =
      splitTexts > 0 ? "; \(splitTexts) of them in \(pieces - texts + splitTexts) pieces" : ""
    return "\(texts) texts of \(tokens) tokens\(split)"
  }

  var json: JSON {
    [
      "texts": JSON(texts), "tokens": JSON(tokens), "cut_texts": JSON(cutTexts),
      "cut_tokens": JSON(cutTokens), "split_texts": JSON(splitTexts), "pieces": JSON(pieces),
    ]
  }
}
