import CCommonMark

/// What a node of the parser's tree is.
enum NodeKind {
  case document, quote, list, item, code, html, paragraph, heading, thematicBreak, footnote
  case table, tableRow, tableCell
  case text, softBreak, lineBreak, inlineCode, inlineHTML, emphasis, strong, link, image
  case footnoteReference
  case other

  init(_ node: OpaquePointer) {
    self =
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_EMPH: .emphasis
      case CMARK_NODE_STRONG: .strong
      case CMARK_NODE_CODE: .inlineCode
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_HTML_INLINE: .inlineHTML
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
      case CMARK_NODE_DOCUMENT: .document
      case CMARK_NODE_BLOCK_QUOTE: .quote
      case CMARK_NODE_LIST: .list
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_CODE_BLOCK: .code
      case CMARK_NODE_HTML_BLOCK: .html
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
      case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
      default: Self(named: cmark_node_get_type_string(node))
      }
  }

  /// Types of extensions have numbers that are known only at run time, but fixed names.
  private init(named name: UnsafePointer<CChar>?) {
    self =
      switch name.map({ String(cString: $0) }) {
      case "table": .table
      case "table_header", "table_row": .tableRow
      case "table_cell": .tableCell
      default: .other
      }
  }
}
