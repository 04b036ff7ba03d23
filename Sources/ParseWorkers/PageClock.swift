/// How long a document has taken, and how much of that the page that it is at.
struct PageClock {
  /// In nanoseconds.
  private(set) var spent: Int64 = 0
  private(set) var page: Int?
  private var spentBefore: Int64 = 0

  mutating func add(_ nanoseconds: Int64) { spent += nanoseconds }

  mutating func turn(to page: Int) {
    self.page = page
    spentBefore = spent
  }

  /// Whether the present page took more than all that was before it.
  var isPageToBlame: Bool { spent - spentBefore > spentBefore }
}

extension Duration {
  /// In whole nanoseconds, or the most that a word can hold.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return isTooLarge
      ? .max : product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
  }
}

extension String {
  /// Whether a library's last complaint is that it got no memory.
  var saysMemoryIsShort: Bool {
    let text = lowercased()
    return [
      "bad_alloc", "out of memory", "failed to allocate", "could not allocate",
      "cannot allocate", "can't allocate", "returned null pointer", "memory exhausted",
    ].contains { text.contains($0) }
  }
}
