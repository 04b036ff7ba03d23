import Documents

/// Elements in a row that share a chunk, or that are cut into chunks together.
struct Section {
  static let separator = "\n\n"
  static let separatorScalars = 2

  /// The end of the section before, repeated; not part of the section's own text.
  var prefix = ""
  var prefixScalars = 0
  /// The elements' texts, folded and joined; a table's text as it is.
  var body = ""
  var bodyScalars = 0
  var elements: Range<Int>
  var titlePath: [String] = []
  var isTable = false
  /// The part of the document that all its elements are of.
  var part = DocumentPart.content

  var text: String {
    if prefix.isEmpty { return body }
    return body.isEmpty ? prefix : prefix + Self.separator + body
  }

  var scalars: Int { Self.joined(prefixScalars, bodyScalars) }

  /// The length of two texts joined, where an empty one needs no separator.
  static func joined(_ first: Int, _ second: Int) -> Int {
    first > 0 && second > 0 ? first + separatorScalars + second : first + second
  }

  /// Whether the next section may be joined to this one, which is still too short by itself.
  func combines(with next: Section, limits: ChunkingLimits) -> Bool {
    !isTable && !next.isTable && part == next.part && scalars < limits.combineUnder
      && Self.joined(scalars, next.bodyScalars) <= limits.hardMaximum
  }

  /// Joins the next section, whose prefix falls away since what it repeats stands before it.
  mutating func combine(_ next: Section) {
    if body.isEmpty {
      body = next.body
      titlePath = next.titlePath
    } else if !next.body.isEmpty {
      body.append(Self.separator)
      body.append(next.body)
    }
    bodyScalars = Self.joined(bodyScalars, next.bodyScalars)
    elements = elements.lowerBound..<next.elements.upperBound
  }
}
