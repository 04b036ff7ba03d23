struct ListMarker {
  enum Kind: Equatable {
    case bullet(Unicode.Scalar)
    /// "3." or "(c)": the style, and the place in the list when letters are counted.
    case ordered(opening: Bool, closing: UInt8, isLetter: Bool, value: Int)
    /// "3.2": the number of a clause, by which others cite it.
    case clause(levels: Int)
    /// "[!]": a sign that says what kind of item it is.
    case tag
    /// "[12]": a number that others refer to.
    case reference
    case box(checked: Bool)
  }

  var kind: Kind
  /// The byte at which the text of the item begins.
  ///
  /// Only bullets and boxes are signs; whatever counts was typed as text, is cited as text and stays.
  var textStart: Int
  /// The columns from the marker to what follows it.
  var width: Int

  /// Whether a list may begin with it.
  var beginsList: Bool {
    switch kind {
    case .ordered(_, _, _, let value): value == 1
    case .clause, .reference: false
    case .bullet, .tag, .box: true
    }
  }

  /// Whether it counts: an item by number or letter.
  var isNumeric: Bool {
    switch kind {
    case .ordered, .clause, .reference: true
    case .bullet, .tag, .box: false
    }
  }

  /// Whether the marker is one that prose could well contain at the beginning of a line.
  var isAmbiguous: Bool {
    switch kind {
    case .bullet(let scalar): scalar == "-" || scalar == "–" || scalar == "+" || scalar == "*"
    case .ordered, .clause, .tag, .reference: true
    case .box: false
    }
  }

  /// Whether it can be the item after another in the same list.
  func follows(_ other: ListMarker) -> Bool {
    guard hasStyle(of: other) else { return false }
    guard case .ordered(_, _, isLetter: false, let value) = kind,
      case .ordered(_, _, _, let previous) = other.kind
    else { return true }
    // Some writers number every item with the same figure.
    return value == previous + 1 || value == previous
  }

  /// Whether it is a number too high for a list to begin with, as at the end of a sentence.
  var isHighNumber: Bool {
    guard case .ordered(_, _, isLetter: false, let value) = kind else { return false }
    return value > 20
  }

  func hasStyle(of other: ListMarker) -> Bool {
    switch (kind, other.kind) {
    case (.bullet(let one), .bullet(let two)): one == two
    case (.ordered(let one, let two, let three, _), .ordered(let four, let five, let six, _)):
      one == four && two == five && three == six
    case (.clause(let one), .clause(let two)): one == two
    case (.tag, .tag), (.reference, .reference), (.box, .box): true
    default: false
    }
  }
}
