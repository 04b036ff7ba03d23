import Documents

/// An element, or a piece of one, on its way into a chunk.
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

  /// What all pieces of one element have in common; apart from them, so that parts are small and quick to copy.
  final class Source {
    /// The element's place in the document.
    let index: Int
    let element: Element
    let role: Role
    /// The titles above it, its own among them if it is one.
    let path: [String]

    init(index: Int, element: Element, role: Role, path: [String]) {
      self.index = index
      self.element = element
      self.role = role
      self.path = path
    }
  }

  let source: Source
  /// White space folded, but for code.
  var text: String
  var size: Size
  /// Where it begins in the document's text.
  var start: Int
  /// Whether it goes on with an element that an earlier part began.
  var continues = false
  /// Whether it is all of its element.
  var isWhole = true

  var index: Int { source.index }
  var element: Element { source.element }
  var role: Role { source.role }
  var path: [String] { source.path }
  /// The page that it begins on.
  var page: Int? { source.element.pageNumber }
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
    case (.text, .item), (.text, .code): return isIntroduction ? .close : .none
    default: return .none
    }
  }

  /// Whether it ends in a colon, of any script.
  private var isIntroduction: Bool { text.utf8.last == UInt8(ascii: ":") || text.hasSuffix("：") }

  /// What stands between this part and the next.
  func separator(before next: Part) -> String {
    guard next.continues, next.index == index else { return Self.blankLine }
    // Sentences of some scripts have nothing between them.
    return next.start > end ? " " : ""
  }

  static let blankLine = "\n\n"
}
