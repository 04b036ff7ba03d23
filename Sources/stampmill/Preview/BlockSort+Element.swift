import Documents
import Drawing

extension BlockSort {
  init(_ element: Element) {
    if element.role == "footnote" || element.role == "endnote" || element.role == "comment" {
      self = .note
      return
    }
    switch element.kind {
    case .title: self = .title
    case .narrativeText, .uncategorizedText, .compositeElement: self = .text
    case .listItem, .checkBox: self = .list
    case .table, .tableChunk: self = .table
    case .image: self = .picture
    case .figureCaption: self = .caption
    case .codeSnippet: self = .code
    case .formula: self = .formula
    case .header, .footer, .pageNumber: self = .furniture
    case .pageBreak, .address, .emailAddress, .form, .formKeysValues, .documentData: self = .other
    }
  }
}
