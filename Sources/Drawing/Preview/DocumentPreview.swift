/// One document as a parser sees it: pages with boxes, and beside them what was read.
///
/// It knows nothing of files or stages; whoever makes one decides what there is to see.
package struct DocumentPreview: Sendable {
  package var title: String
  /// What the document says of itself, and how much there is of it.
  package var facts: [(name: String, value: String)] = []
  /// What a reader should know first: remarks, failures.
  package var notes: [Note] = []
  package var pages: [Page] = []

  package init(title: String) { self.title = title }

  package struct Note: Sendable {
    package var text: String
    package var isFailure: Bool

    package init(_ text: String, isFailure: Bool) {
      self.text = text
      self.isFailure = isFailure
    }
  }

  /// A page, or the whole of a document that has none.
  package struct Page: Sendable {
    package var number: Int?
    /// What the document calls it where that is another word than its number.
    package var name: String?
    /// In the units of the boxes; nil where the format has no geometry.
    package var size: (width: Float, height: Float)?
    /// The page as it looks, as a PNG.
    package var picture: [UInt8] = []
    /// Why there is no picture.
    package var pictureNote: String?
    package var boxes: [Box] = []
    package var blocks: [Block] = []

    package init(number: Int?) { self.number = number }
  }

  /// Where a block, or a part of it, stands on a page.
  package struct Box: Sendable {
    /// The number of its block.
    package var block: Int
    package var sort: BlockSort
    package var left: Float
    package var top: Float
    package var width: Float
    package var height: Float

    package init(
      block: Int,
      sort: BlockSort,
      left: Float,
      top: Float,
      width: Float,
      height: Float
    ) {
      self.block = block
      self.sort = sort
      self.left = left
      self.top = top
      self.width = width
      self.height = height
    }
  }

  /// One piece of the document.
  package struct Block: Sendable {
    /// From 1, through the whole document.
    package var number: Int
    package var sort: BlockSort
    /// What it is called, such as "Title 2".
    package var name: String
    package var text: String
    /// The number or letter that stands before the text and is not in it.
    package var label: String?
    /// How deep a title or an item lies, from 0.
    package var depth = 0
    /// A table as HTML, from whatever source: only what a table is made of is taken from it.
    package var table: String?
    /// Small print: where it was read, links, pictures.
    package var details: [String] = []
    /// The chunks that begin with this block, as readers are to see them.
    package var cuts: [Cut] = []
    /// What follows the first border within the block; `text` and `table` are what stands before it.
    package var continuations: [Continuation] = []

    package init(number: Int, sort: BlockSort, name: String, text: String) {
      self.number = number
      self.sort = sort
      self.name = name
      self.text = text
    }
  }

  /// A part of a block, from a border on to the next.
  package struct Continuation: Sendable {
    package var cuts: [Cut]
    package var text: String
    package var table: String?

    package init(cuts: [Cut], text: String, table: String? = nil) {
      self.cuts = cuts
      self.text = text
      self.table = table
    }
  }

  /// The border at which a chunk begins, or a larger one that chunks are pieces of.
  package struct Cut: Sendable {
    package var title: String
    package var path: String
    /// Whether it is that of the larger one.
    package var isOuter = false
    /// What the chunk has from elsewhere, each with a word for what that is.
    package var repeated: [Repeated] = []

    package init(title: String, path: String) {
      self.title = title
      self.path = path
    }
  }

  /// A text that is in a chunk and not its own.
  package struct Repeated: Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }
}

/// The sorts of blocks that a reader can tell apart by their colours.
package enum BlockSort: String, Sendable, CaseIterable {
  case title, text, list, table, picture, caption, code, formula, note, furniture, other

  /// How the legend names it.
  var legend: String {
    switch self {
    case .title: "titles"
    case .text: "text"
    case .list: "list items"
    case .table: "tables"
    case .picture: "pictures"
    case .caption: "captions"
    case .code: "code"
    case .formula: "formulas"
    case .note: "notes"
    case .furniture: "running headers and footers"
    case .other: "other"
    }
  }

  /// The colour in a terminal, as an escape sequence takes it.
  var terminalColor: String {
    switch self {
    case .title: "1;34"
    case .text: "0"
    case .list: "36"
    case .table: "33"
    case .picture, .caption: "35"
    case .code, .formula: "32"
    case .note: "31"
    case .furniture, .other: "2"
    }
  }
}
