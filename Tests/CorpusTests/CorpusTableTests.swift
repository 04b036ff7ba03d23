import Documents
import ParseWorkers
import Pipeline
import Scratch
import Stages
import SystemIO
import Testing

/// Every file of the corpus through real workers, with its expected outcome: `make corpus` prints the table.
@Suite(.enabled(if: !CorpusEntry.all.isEmpty, "../shared/corpus is not here"), .serialized)
struct CorpusTableTests {
  /// Where the list asks for what no reader should give, with the reason why.
  private static let exceptions: [String: String] = [
    "docx/tika-testWORD_various.docx": "a phrase joins both branches of one alternative",
    "text/tika-multi-language.txt": "the list read the file in another encoding than it is in",
    "text/tika-testHTML_charset_utf16le.html": "the list holds undecoded bytes",
    "text/uns-fake-text-utf-16-be.txt": "the list read it in the wrong byte order",
    "text/tika-testMARKDOWN.md": "phrases hold marks of Markdown",
    "text/tika-testMARKDOWN_dataURI.md": "phrases hold the code of a script",
    "text/uns-codeblock.md": "a phrase holds a tag without its end",
    "text/uns-simple-table.md": "a phrase joins cells by single spaces",
    "text/uns-README.md": "a phrase begins with the sign of a list item",
    "text/uns-fake-text.txt": "phrases begin with the sign of a list item",
    "text/uns-fake-text-utf-16.txt": "phrases begin with the sign of a list item",
    "text/uns-fake-text-utf-16-le.txt": "phrases begin with the sign of a list item",
    "text/uns-fake-text-utf-32.txt": "phrases begin with the sign of a list item",
    "text/uns-fake-html-with-duplicate-elements.html":
      "a phrase is the page's title, which is a fact",
  ]

  @Test func comesToWhatIsExpected() async throws {
    let workers = try WorkerPool(count: 2, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    var results: [CorpusResult] = []
    for entry in CorpusEntry.all {
      results.append(try await result(entry, workers))
    }
    table(results)
    for result in results where Self.exceptions[result.entry.name] == nil {
      #expect(result.problems.isEmpty, "\(result.entry.name): \(result.problems)")
    }
    for name in Self.exceptions.keys {
      let result = results.first { $0.entry.name == name }
      #expect(result?.problems.isEmpty != true, "\(name) is no exception any more")
    }
  }

  private func result(_ entry: CorpusEntry, _ workers: WorkerPool) async throws -> CorpusResult {
    let content = FileContent(
      bytes: try entry.bytes(),
      hint: FileContent.hint(forPath: entry.name)
    )
    let start = MonotonicClock.now
    func seconds() -> Double { Double(MonotonicClock.now - start) / 1e9 }
    do {
      let elements = try await ParseWorker.$workers.withValue(workers) {
        try await ParseDocument().process(
          content,
          StepContext(path: entry.name, timeout: TimeSpan(milliseconds: 60_000))
        )
      }
      return CorpusResult(entry, parsed: elements.document.elements, seconds: seconds())
    } catch let error as StageFailure {
      return CorpusResult(entry, failed: error, seconds: seconds())
    }
  }

  private func table(_ results: [CorpusResult]) {
    for result in results {
      var line =
        result.problems.isEmpty
        ? "ok   "
        : Self.exceptions[result.entry.name] == nil
          ? "BAD  " : "(bad)"
      line += " \(result.entry.name): \(result.outcome), \(result.elements) elements"
      if !result.entry.phrases.isEmpty {
        line += ", \(result.phrases)/\(result.entry.phrases.count) phrases"
      }
      if !result.entry.headings.isEmpty {
        line += ", \(result.headings)/\(result.entry.headings.count) headings"
      }
      if result.seconds > 1 { line += ", \(Int(result.seconds)) s" }
      print(line)
    }
    for group in ["pdf", "docx", "text"] {
      let own = results.filter { $0.entry.name.hasPrefix(group + "/") }
      let phrases = own.reduce(0) { $0 + $1.entry.phrases.count }
      let found = own.reduce(0) { $0 + $1.phrases }
      let right = own.count { $0.problems.isEmpty }
      print("\(group): \(right) of \(own.count) files as expected, \(found) of \(phrases) phrases")
    }
  }
}
