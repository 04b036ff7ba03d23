/// The tokens that are put around those of a text.
struct Template: Sendable {
  enum Part: Sendable {
    case text(typeID: UInt32)
    case token(UInt32, typeID: UInt32)
  }

  var parts: [Part] = [.text(typeID: 0)]
  /// For each time that offsets are to leave out the space at the ends of tokens: whether a space was
  /// put in front of the text.
  var trims: [Bool] = []

  /// The number of tokens that are added.
  var addedCount: Int {
    parts.reduce(0) { if case .token = $1 { $0 + 1 } else { $0 } }
  }

  /// How often the tokens of the text stand in the result; once but for odd files.
  var textCount: Int { parts.count - addedCount }
}
