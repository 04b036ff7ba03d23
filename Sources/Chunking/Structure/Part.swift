import Documents

/// An element, or a piece of one, on its way into a chunk.
///
/// It holds numbers alone, and what it is made of lies in a `PartWindow`: parts are moved about so often that
/// counting references to texts took longer than all else.
struct Part {
  enum Role: Equatable {
    case heading
    case text
    /// An item of a list, and how deep it lies.
    case item(Int)
    /// The title of the table or picture that follows.
    case caption
    case code
    case table
  }

  /// The number of its element in the window.
  let number: Int
  /// The element's place in the document.
  let index: Int
  let role: Role
  /// The page that it begins on.
  let page: Int?
  /// What it has of the element's text.
  var bytes: Range<Int>
  var size: Size
  /// Where it begins in the document's text.
  var start: Int
  /// Whether it goes on with an element that an earlier part began.
  var continues = false
  /// Whether it is all of its element.
  var isWhole = true
  /// Whether it ends in a colon, of any script.
  var endsInColon = false

  /// Where it ends in the document's text.
  var end: Int { start + size.scalars }

  /// Whether a chunk should rather not end before the next part.
  enum Glue: Int, Comparable {
    case none
    /// The items of one list stay together where they can.
    case list
    /// What a list or a piece of code is introduced by, and an item with the items below it.
    case close
    /// A heading is never the last of a chunk, nor is the title of a table.
    case firm

    static func < (left: Glue, right: Glue) -> Bool { left.rawValue < right.rawValue }
  }

  func glue(to next: Part) -> Glue {
    switch (role, next.role) {
    case (.heading, _): return .firm
    case (.caption, .table): return .firm
    case (.item(let depth), .item(let deeper)): return deeper > depth || deeper > 0 ? .close : .list
    case (.text, .item), (.text, .code): return endsInColon ? .close : .none
    default: return .none
    }
  }

  /// What stands between this part and the next.
  func separator(before next: Part) -> String {
    guard next.continues, next.index == index else { return Self.blankLine }
    // Sentences of some scripts have nothing between them.
    return next.start > end ? " " : ""
  }

  static let blankLine = "\n\n"
}
