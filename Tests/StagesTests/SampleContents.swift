import Digests
import Documents
import Pipeline
import Stages

/// Values for tests of stages: one of each kind that they hand on, with everything set that can be.
enum Sample {
  static let elements: Elements = {
    var title = Element(.title, "Rain")
    title.categoryDepth = 1
    title.sourceRange = 0..<4
    var text = Element(.narrativeText, "A tipping bucket\nmeasures \"rain\" ü 🙂.")
    text.pageNumber = 3
    text.links = [Element.Link(text: "bucket", url: "https://example.org/?a=b&c", start: 10)]
    text.emphasis = [Element.Emphasis(text: "tipping", tag: "i")]
    var table = Element(.table, "a b")
    table.textAsHTML = "<table><tr><td>a</td><td>b</td></tr></table>"
    var code = Element(.codeSnippet, "let x = 1\0")
    code.codeLanguage = "swift"
    var box = Element(.listItem, "done")
    box.checked = true
    return Elements([title, text, table, code, box])
  }()

  static let chunks: Chunks = {
    var first = Chunk(
      .compositeElement,
      "A tipping bucket",
      titlePath: ["Guide", "Rain"],
      elements: 0..<2
    )
    first.sourceRange = 4..<20
    first.pages = 2...3
    var second = Chunk(.table, "a b", titlePath: [], elements: 2..<3)
    second.textAsHTML = "<table></table>"
    second.isContinuation = true
    return Chunks(title: "Rain", chunks: [first, second, second])
  }()

  static func document(_ path: String, copies: [String] = []) -> SinkDocument {
    SinkDocument(
      source: "files",
      path: path,
      copies: copies,
      hint: FileContent.hint(forPath: path),
      size: 12,
      hash: SHA256.digest(Array(path.utf8)),
      key: SHA256.digest([1])
    )
  }

  /// A payload for each port, by the port's name.
  static func payload(_ port: PortType) -> (any Payload)? {
    switch port {
    case .documents: FileContent(bytes: Array("# Rain\n\nIt rains.\n".utf8), hint: "md")
    case .elements: elements
    case .chunks: chunks
    default: nil
    }
  }

  /// A payload with nothing in it, for each port.
  static func emptyPayload(_ port: PortType) -> (any Payload)? {
    switch port {
    case .documents: FileContent(bytes: [], hint: "md")
    case .elements: Elements([])
    case .chunks: Chunks(title: nil, chunks: [])
    default: nil
    }
  }
}
