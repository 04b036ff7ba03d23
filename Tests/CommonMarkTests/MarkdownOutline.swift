import CommonMark

extension MarkdownBlock {
  /// The block in one short line, for tables of expectations.
  var outline: String {
    switch kind {
    case .quoteStart: "quote {"
    case .listStart(let order): order.map { "list from \($0.start)\($0.delimiter) {" } ?? "list {"
    case .itemStart(let checked): checked.map { "item \($0 ? "done" : "open") {" } ?? "item {"
    case .footnoteStart(let label): "footnote \(label) {"
    case .quoteEnd, .listEnd, .itemEnd, .footnoteEnd: "}"
    case .heading(let level): "h\(level) \(content.text)"
    case .paragraph: "p \(content.text)"
    case .code(let info): "code(\(info)) \(content.text)"
    case .html: "html \(content.text)"
    case .table(let table):
      "table "
        + table.rows.map { row in
          (row.isHeader ? "!" : "") + row.cells.map(\.text).joined(separator: "|")
        }.joined(separator: " / ")
    case .thematicBreak: "rule"
    }
  }
}

extension MarkdownText.Mark {
  func outline(in text: MarkdownText) -> String {
    let scalars = Array(text.text.unicodeScalars)[range]
    var run = String.UnicodeScalarView()
    run.append(contentsOf: scalars)
    let name =
      switch kind {
      case .strong: "strong"
      case .emphasis: "emphasis"
      case .strikethrough: "struck"
      case .code: "code"
      case .link(let url, let title): title.isEmpty ? "link \(url)" : "link \(url) '\(title)'"
      case .image(let url, _): "image \(url)"
      case .footnote(let label): "footnote \(label)"
      }
    return "\(name): \(String(run))"
  }
}

/// Reads a text that the parser takes.
func outlines(_ source: String) throws -> [String] {
  try Markdown.blocks(of: Array(source.utf8).span).map(\.outline)
}
