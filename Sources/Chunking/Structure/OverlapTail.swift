/// The end of a chunk that the next one repeats.
///
/// It begins with a sentence if one begins in its first half, else with a word.
struct OverlapTail {
  private let most: Int
  private let countsTokens: Bool
  private let limits: SizeLimits

  init(_ rules: PackingRules) {
    limits = rules.limits
    countsTokens = rules.overlapsTokens
    let hard = countsTokens ? limits.hard.tokens : limits.hard.scalars
    // A chunk has more of its own than of others.
    most = min(rules.overlap, hard / 2)
  }

  func tail(of text: String) -> String {
    let bytes = text.utf8Span.span
    var start = bytes.start(ofLast: countsTokens ? most * 16 : most)
    if limits.hasTokens {
      let tokens = countsTokens ? most : limits.hard.tokens / 2
      start = lastWords(text, from: start, tokens)
    }
    guard start > 0 else { return text }
    start = wordStart(text, start)
    let sentence = bytes.skippingWhitespace(from: SentenceBreaks.end(bytes, from: start))
    if sentence < bytes.count, sentence - start <= (bytes.count - start) / 2 { start = sentence }
    return String(text.slice(start..<bytes.count))
  }

  /// The first place of a word from where on there are not too many tokens.
  private func lastWords(_ text: String, from first: Int, _ tokens: Int) -> Int {
    let bytes = text.utf8Span.span
    var starts = [first]
    for offset in first..<bytes.count
    where offset > first && Whitespace.width(in: bytes, at: offset) == 0
      && Whitespace.width(in: bytes, before: offset) > 0 && bytes[offset] & 0xC0 != 0x80
    {
      starts.append(offset)
    }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      let count = limits.tokens(String(text.slice(starts[middle]..<bytes.count)))
      if count > tokens { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] : bytes.count
  }

  private func wordStart(_ text: String, _ start: Int) -> Int {
    let bytes = text.utf8Span.span
    if start >= bytes.count || Whitespace.width(in: bytes, before: start) > 0 {
      // A blank line may be cut in two here, but what a line of code begins with is its own.
      return bytes.indices[start...].first { bytes[$0] != 0x0A } ?? start
    }
    var offset = start
    while offset < bytes.count, Whitespace.width(in: bytes, at: offset) == 0 { offset += 1 }
    let word = bytes.skippingWhitespace(from: offset)
    if word < bytes.count { return word }
    // One long word, or a script without spaces: the first character may be cut in two here.
    let cut = text.slice(start..<bytes.count).first?.utf8.count ?? 0
    return start + cut < bytes.count ? start + cut : start
  }
}
