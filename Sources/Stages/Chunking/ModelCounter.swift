import Chunking
import Synchronization
import Tokenizers

/// Counts the tokens of a model, as many tasks at once as want to.
final class ModelCounter: TokenCounter {
  private let tokenizer: Tokenizers.Tokenizer
  private let lowercases: Bool
  /// Sessions that nobody uses; each remembers the words that it has met.
  private let idle = Mutex<[Counting]>([])

  init(_ tokenizer: Tokenizers.Tokenizer, lowercases: Bool = false) {
    self.tokenizer = tokenizer
    self.lowercases = lowercases
  }

  var added: Int { tokenizer.specialTokensCount }

  func count(_ text: String) -> Int {
    let counting = idle.withLock { $0.popLast() } ?? Counting(tokenizer)
    let count = counting.count(lowercases ? text.lowercased() : text)
    idle.withLock { $0.append(counting) }
    return count
  }

  /// A session that is used by one task at a time, which whoever takes it out of the list sees to.
  private final class Counting: @unchecked Sendable {
    private var session: TokenizerSession

    init(_ tokenizer: Tokenizers.Tokenizer) { session = tokenizer.session() }

    func count(_ text: String) -> Int { session.count(text.utf8.span, addingSpecial: false) }
  }
}
