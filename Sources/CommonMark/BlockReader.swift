import CCommonMark

/// The blocks of a document as the nodes of its tree come by.
struct BlockReader {
  private(set) var blocks: [MarkdownBlock] = []
  private var inlines = InlineReader()
  private var table: MarkdownTable?
  private let footnotes: FootnoteLabels
  /// The labels by the number that the parser gives them.
  private var labels: [String: String] = [:]
  private var awaitsLabels: Bool
  private var footnoteCount = 0
  /// The lines put in front of the document.
  private let addedLines: Int

  init(footnotes: FootnoteLabels) {
    self.footnotes = footnotes
    awaitsLabels = footnotes.isUsable
    addedLines = footnotes.isUsable ? footnotes.lineCount : 0
  }

  mutating func visit(_ node: OpaquePointer, isLeaving: Bool) {
    let kind = NodeKind(node)
    if isLeaving { leave(node, kind) } else { enter(node, kind) }
  }

  private mutating func enter(_ node: OpaquePointer, _ kind: NodeKind) {
    switch kind {
    case .quote: add(.quoteStart, node)
    case .list: add(.listStart(order: Self.order(ofList: node)), node)
    case .item: add(.itemStart(checked: Self.state(ofItem: node)), node)
    case .footnote: add(.footnoteStart(label: nextFootnoteLabel()), node)
    case .code:
      add(.code(info: Self.string(cmark_node_get_fence_info(node))), node, Self.literal(node))
    case .html: add(.html, node, Self.literal(node))
    case .thematicBreak: add(.thematicBreak, node)
    case .table: table = MarkdownTable(alignments: Self.alignments(ofTable: node))
    case .tableRow:
      let isHeader = cmark_gfm_extensions_get_table_row_is_header(node) != 0
      table?.rows.append(MarkdownTable.Row(isHeader: isHeader))
    case .document, .paragraph, .heading, .tableCell, .other: break
    default:
      inlines.enter(node, kind, footnotes: labels)
    }
  }

  private mutating func leave(_ node: OpaquePointer, _ kind: NodeKind) {
    switch kind {
    case .quote: add(.quoteEnd, node)
    case .list: add(.listEnd, node)
    case .item: add(.itemEnd, node)
    case .footnote: add(.footnoteEnd, node)
    case .heading:
      add(.heading(level: Int(cmark_node_get_heading_level(node))), node, inlines.take())
    case .paragraph:
      let text = inlines.take()
      if awaitsLabels {
        awaitsLabels = false
        readLabels(text)
      } else {
        add(.paragraph, node, text)
      }
    case .tableCell:
      guard let row = table?.rows.indices.last else { return }
      table?.rows[row].cells.append(inlines.take())
    case .table:
      guard let table else { return }
      add(.table(table), node)
      self.table = nil
    default: inlines.leave(kind)
    }
  }

  private mutating func add(
    _ kind: MarkdownBlock.Kind,
    _ node: OpaquePointer,
    _ content: MarkdownText = MarkdownText()
  ) {
    let source = MarkdownBlock.Source(
      startLine: Int(cmark_node_get_start_line(node)) - addedLines,
      startColumn: Int(cmark_node_get_start_column(node)),
      endLine: Int(cmark_node_get_end_line(node)) - addedLines,
      endColumn: Int(cmark_node_get_end_column(node))
    )
    blocks.append(MarkdownBlock(kind, content: content, source: source))
  }

  /// Learns from the paragraph in front of the document which number stands for which label.
  private mutating func readLabels(_ paragraph: MarkdownText) {
    var numbers: [Int: String] = [:]
    for mark in paragraph.marks {
      if case .footnote(let number) = mark.kind { numbers[mark.bytes.lowerBound] = number }
    }
    let words = paragraph.text.utf8.split(separator: UInt8(ascii: " "))
    for (word, label) in zip(words, footnotes.labels) {
      let offset = paragraph.text.utf8.distance(
        from: paragraph.text.utf8.startIndex,
        to: word.startIndex
      )
      guard let number = numbers[offset] else { continue }
      labels[number] = String(decoding: label, as: UTF8.self)
    }
  }

  /// The parser hands definitions over in the order of their numbers.
  private mutating func nextFootnoteLabel() -> String {
    footnoteCount += 1
    return labels["\(footnoteCount)"] ?? "\(footnoteCount)"
  }

  private static func order(ofList node: OpaquePointer) -> MarkdownBlock.ListOrder? {
    guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else { return nil }
    let isParenthesis = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM
    return MarkdownBlock.ListOrder(
      start: Int(cmark_node_get_list_start(node)),
      delimiter: isParenthesis ? ")" : "."
    )
  }

  private static func state(ofItem node: OpaquePointer) -> Bool? {
    guard string(cmark_node_get_type_string(node)) == "tasklist" else { return nil }
    return cmark_gfm_extensions_get_tasklist_item_checked(node)
  }

  private static func alignments(ofTable node: OpaquePointer) -> [MarkdownTable.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let letters = cmark_gfm_extensions_get_table_alignments(node) else { return [] }
    return UnsafeBufferPointer(start: letters, count: count).map { letter in
      switch letter {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  private static func literal(_ node: OpaquePointer) -> MarkdownText {
    MarkdownText(text: string(cmark_node_get_literal(node)))
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
