import Documents
import LibXML

/// A paragraph while its runs are being read.
struct Paragraph {
  var text = MarkedText()
  var styleID: String?
  var outlineLevel: Int?
  var numberingID: Int?
  var numberingLevel: Int?
  var pageBreakBefore: Bool?
  /// The page of its first sign.
  var page: Int?
  /// Whether its end does not count, so that the next paragraph goes on with it.
  var isJoinedToNext = false
  /// Whether it is an entry of a table of contents.
  var isContents = false
  /// How much of its text, without white space, is mathematics.
  var mathInk = 0
  /// How large and how heavy its text is.
  var look = TextLook()
  /// The number by which fields know the paragraph that they began in.
  var serial = 0
  /// One entry, or none where there is nothing of what it holds.
  private var extras: [ParagraphExtras] = []

  /// What stands in it beside its text.
  ///
  /// To write to it makes room for it, so ask `hasExtras` first where there may be nothing to write.
  var extra: ParagraphExtras {
    get { extras.isEmpty ? ParagraphExtras() : extras[0] }
    _modify {
      if extras.isEmpty { extras.append(ParagraphExtras()) }
      yield &extras[0]
    }
  }

  var hasExtras: Bool { !extras.isEmpty }

  mutating func append(
    _ bytes: borrowing Span<UInt8>,
    bold: Bool,
    italic: Bool
  ) {
    let start = text.bytes.count
    text.bytes.append(copying: bytes)
    guard bold || italic else { return }
    let range = start..<text.bytes.count
    if bold { text.marks.emphasize(range, "b") }
    if italic { text.marks.emphasize(range, "i") }
  }
}

/// What few paragraphs have, so that the many others are quick to make and to copy.
struct ParagraphExtras {
  /// The states of the check boxes in the paragraph.
  var checks: [Bool] = []
  /// The states of those among them that have no sign in the text.
  var boxes: [Bool] = []
  /// The notes and comments that it refers to, in order.
  var references: [NoteReference] = []
  /// What stands in it but is no part of its text: boxes, pictures, tables.
  var inserts: [Element] = []
  /// A text that was deleted, where such are kept.
  var deleted: [UInt8] = []
  var section: SectionProperties?
  /// Where the current hyperlinks begin.
  var openLinks: [(start: Int, url: String?)] = []
}

/// A mark in the text that leads to a note or a comment.
struct NoteReference {
  enum Kind: String {
    case footnote, endnote, comment
  }

  var kind: Kind
  var id: Int
}

/// What the properties of a section say, which stand at its end.
struct SectionProperties {
  /// How it begins: "nextPage", "continuous", "oddPage", "evenPage", "nextColumn".
  var type = "nextPage"
  var hasFirstPage = false
  /// Relationship ids of headers and footers.
  var references: [(isHeader: Bool, type: String, id: String)] = []
}
