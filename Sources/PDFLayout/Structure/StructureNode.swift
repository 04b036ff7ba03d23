/// A node of the tree by which a tagged file tells its structure, parents before their kids.
package struct StructureNode: Sendable {
  /// The number of its parent, or -1.
  package var parent: Int32
  /// From 1; 0 where unknown.
  package var page: Int32
  /// Of content the number of its mark on the page; -1 for an element.
  package var mark: Int32
  package var role: Role
  package var rowSpan: Int32
  package var columnSpan: Int32
  package var alternative: String?

  package init(
    parent: Int32,
    page: Int32,
    mark: Int32,
    role: Role,
    rowSpan: Int32 = 1,
    columnSpan: Int32 = 1,
    alternative: String? = nil
  ) {
    self.parent = parent
    self.page = page
    self.mark = mark
    self.role = role
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.alternative = alternative
  }

  /// What an element is, by the standard names.
  package enum Role: Hashable, Sendable {
    case content
    case group, section
    case heading(Int)
    /// A heading whose level follows from the sections around it.
    case sectionHeading
    case paragraph, quotation, caption, note, code, formula, figure
    case contents, contentsItem
    case list, item, label, itemBody
    case table, tablePart, row, headerCell, cell
    case inline
    /// What the file itself calls no content.
    case artifact

    package init(_ name: String) {
      self =
        switch name {
        case "Document", "DocumentFragment", "Part", "Div", "NonStruct", "Private", "Aside",
          "Index",
          "Form":
          .group
        case "Sect", "Art": .section
        case "H": .sectionHeading
        case "H1", "Title": .heading(0)
        case "H2": .heading(1)
        case "H3": .heading(2)
        case "H4": .heading(3)
        case "H5": .heading(4)
        case "H6": .heading(5)
        case "P": .paragraph
        case "BlockQuote": .quotation
        case "Caption": .caption
        case "Note", "FENote": .note
        case "Code": .code
        case "Formula": .formula
        case "Figure": .figure
        case "TOC": .contents
        case "TOCI": .contentsItem
        case "L": .list
        case "LI": .item
        case "Lbl": .label
        case "LBody": .itemBody
        case "Table": .table
        case "THead", "TBody", "TFoot": .tablePart
        case "TR": .row
        case "TH": .headerCell
        case "TD": .cell
        case "Artifact": .artifact
        case "Span", "Quote", "Reference", "BibEntry", "Link", "Annot", "Ruby", "RB", "RT", "RP",
          "Warichu", "WT", "WP", "Em", "Strong", "Sub":
          .inline
        default: Self.numberedHeading(name) ?? .group
        }
    }

    /// "H7" and deeper, which later versions of the standard allow.
    private static func numberedHeading(_ name: String) -> Role? {
      guard name.first == "H", let level = Int(name.dropFirst()), level > 0 else { return nil }
      return .heading(min(level, 20) - 1)
    }
  }
}
