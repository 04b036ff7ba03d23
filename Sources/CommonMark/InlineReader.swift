import CCommonMark
import Glibc

/// The text of one block as its inline nodes come by.
struct InlineReader {
  private var text = InlineText()
  private var open: [OpenMark] = []
  private var containers = 0
  private var openLinks = 0
  private var awaitsSoftBreak = false

  private struct OpenMark {
    var kind: MarkdownText.Mark.Kind
    var start: InlineText.Position
    var container: Int
  }

  mutating func enter(_ node: OpaquePointer, _ kind: NodeKind, footnotes: [String: String]) {
    switch kind {
    case .text:
      let start = addLiteral(of: node)
      if openLinks == 0 { text.notePlainRun(from: start, in: open.last?.container ?? 0) }
    case .softBreak: awaitsSoftBreak = true
    case .lineBreak: add(" ")
    case .inlineHTML:
      // Tags are left out, but what a line break parts stays apart.
      if Self.string(cmark_node_get_literal(node)).hasPrefix("<br") { add(" ") }
    case .inlineCode:
      let start = addLiteral(of: node)
      text.addMark(.code, from: start, to: text.end)
    case .footnoteReference:
      let number = Self.string(cmark_node_get_literal(node))
      let label = footnotes[number] ?? number
      let start = add("[^\(label)]")
      text.addMark(.footnote(label: label), from: start, to: text.end)
    case .emphasis: begin(.emphasis)
    case .strong: begin(.strong)
    case .link, .image:
      let url = Self.string(cmark_node_get_url(node))
      let title = Self.string(cmark_node_get_title(node))
      openLinks += 1
      begin(kind == .link ? .link(url: url, title: title) : .image(url: url, title: title))
    default: break
    }
  }

  mutating func leave(_ kind: NodeKind) {
    switch kind {
    case .link, .image: openLinks -= 1
    case .emphasis, .strong: break
    default: return
    }
    guard let mark = open.popLast() else { return }
    text.addMark(mark.kind, from: mark.start, to: text.end)
  }

  /// Hands over the text, and begins anew.
  mutating func take() -> MarkdownText {
    defer { self = InlineReader() }
    return text.finished()
  }

  /// Adds what a leaf node says and returns where it begins.
  private mutating func addLiteral(of node: OpaquePointer) -> InlineText.Position {
    guard let literal = cmark_node_get_literal(node) else { return text.end }
    let count = strlen(literal)
    return literal.withMemoryRebound(to: UInt8.self, capacity: count) {
      add(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  @discardableResult
  private mutating func add(_ string: String) -> InlineText.Position {
    Array(string.utf8).withUnsafeBufferPointer { add($0) }
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> InlineText.Position {
    if awaitsSoftBreak {
      awaitsSoftBreak = false
      text.appendSoftBreak(before: bytes)
    }
    let start = text.end
    text.append(bytes)
    return start
  }

  private mutating func begin(_ kind: MarkdownText.Mark.Kind) {
    // The mark begins after the space, whatever its first letter.
    if awaitsSoftBreak { add("") }
    containers += 1
    open.append(OpenMark(kind: kind, start: text.end, container: containers))
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
