import Documents
import Pipeline

/// What became of a file of the corpus.
struct CorpusResult {
  var entry: CorpusEntry
  /// "parsed", or the reason of the failure.
  var outcome: String
  var detail = ""
  var elements = 0
  var phrases = 0
  var headings = 0
  var seconds = 0.0
  var problems: [String] = []

  /// The outcomes of the list that a reason is one of.
  private static let meanings: [String: Set<String>] = [
    "locked": ["error:encrypted"],
    "damaged": ["error:corrupt", "error:unsupported"],
    "too-large": ["error:too-large"], "output-too-large": ["error:too-large"],
    "memory": ["error:too-large"], "timeout": ["error:timeout", "error:too-large"],
    "unsupported": ["error:unsupported"], "binary": ["error:unsupported"],
    "encoding": ["error:unsupported", "error:corrupt"],
    // A scan is named as one, where other readers would give nothing at all.
    "no-text-layer": ["parses-empty"],
  ]

  init(_ entry: CorpusEntry, parsed elements: [Element], seconds: Double) {
    self.entry = entry
    outcome = "parsed"
    self.seconds = seconds
    self.elements = elements.count
    let text = CorpusEntry.folded(elements.map(\.text).joined(separator: " "))
    if entry.outcomes.isDisjoint(with: ["parses", "parses-empty", "either"]) {
      problems.append("parsed, but expected is \(entry.outcomes.sorted())")
    }
    for phrase in entry.phrases {
      if text.contains(CorpusEntry.folded(phrase)) {
        phrases += 1
      } else {
        problems.append("misses \"\(phrase)\"")
      }
    }
    for phrase in entry.forbidden where text.contains(CorpusEntry.folded(phrase)) {
      problems.append("has \"\(phrase)\"")
    }
    for phrase in entry.once {
      let count = text.components(separatedBy: CorpusEntry.folded(phrase)).count - 1
      if count != 1 { problems.append("has \"\(phrase)\" \(count) times") }
    }
    countHeadings(elements)
  }

  init(_ entry: CorpusEntry, failed failure: StageFailure, seconds: Double) {
    self.entry = entry
    outcome = failure.reason
    detail = failure.detail
    self.seconds = seconds
    let meanings = Self.meanings[failure.reason] ?? []
    if failure.reason == "crashed" || !entry.outcomes.contains("either"),
      entry.outcomes.isDisjoint(with: meanings)
    {
      problems.append("\(failure.reason): \(failure.detail)")
    }
  }

  /// Headings have to come in the order of the list, others may stand between them.
  ///
  /// The list has them as they stand in the file; what stands around the content has an order of its own.
  private mutating func countHeadings(_ elements: [Element]) {
    let titles = elements.filter { $0.kind == .title }
    let parts = [DocumentPart.content, .boilerplate].map { part in
      titles.filter { $0.part == part }.map { CorpusEntry.folded($0.text) }
    }
    var next = [0, 0]
    for heading in entry.headings {
      let wanted = CorpusEntry.folded(heading.text)
      for (part, found) in parts.enumerated() {
        // A number that the outline leaves out stands before the heading on the page.
        guard let place = found[next[part]...].firstIndex(where: { $0.hasSuffix(wanted) }) else {
          continue
        }
        headings += 1
        next[part] = place + 1
        break
      }
    }
    if headings < entry.headings.count {
      problems.append("has \(headings) of \(entry.headings.count) headings in order")
    }
  }
}

extension String {
  fileprivate func components(separatedBy part: String) -> [Substring] {
    guard !part.isEmpty else { return [self[...]] }
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
