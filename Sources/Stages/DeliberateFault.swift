import Documents
import Extraction
import Pipeline
import SystemIO

/// Something that a worker must not get away with, done on purpose so that tests can see what comes of it.
///
/// A document asks for it by its first line: `%fault crash`, or `%fault crash 7` for page 7 of ten. Nothing
/// of this is done unless the environment of the program says so, which only tests have it say.
struct DeliberateFault {
  static let variable = "STAMPMILL_TEST_FAULTS"
  static let argument = "--faults"

  private let words: [String]

  init?(_ content: [UInt8]) {
    let line = content.prefix(80).prefix { $0 != 0x0A }
    words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
    guard words.first == "%fault", words.count > 1 else { return nil }
  }

  /// Goes through ten pages and does on one of them, or on none, what the document asks for.
  func answer(_ task: ParseTask, _ progress: (Int) -> Void) -> ParseAnswer {
    var document = ParsedDocument()
    let fatal = words.count > 2 ? Int(words[2]) : nil
    let isEverywhere = words[1] == "everywhere"
    for page in 1...10 where !task.options.skipPages.contains(page) {
      if fatal != nil { progress(page) }
      if page == fatal || isEverywhere { harm() }
      var element = Element(.narrativeText, "Page \(page).")
      element.pageNumber = page
      document.elements.append(element)
      document.ledger.found += 7
      document.ledger.kept += 6
      document.ledger.drop(.control, 1)
    }
    if fatal == nil {
      let outcome = harm()
      document.elements = [Element(.narrativeText, outcome)]
    }
    return .parsed(document)
  }

  @discardableResult
  private func harm() -> String {
    switch words[1] {
    case "everywhere": return Misdeed.abort.commit()
    case "answer": return String(repeating: "much ", count: 1 << 20)
    default: return Misdeed(rawValue: words[1])?.commit() ?? "no such fault"
    }
  }
}
