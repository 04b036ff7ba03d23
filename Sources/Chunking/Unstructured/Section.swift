import Documents

/// Elements in a row that share a chunk, or that are cut into chunks together.
struct Section {
  static let separator = "\n\n"
  static let separatorScalars = 2

  /// The end of the section before, repeated; not part of the section's own text.
  var prefix = ""
  var prefixScalars = 0
  /// The elements' texts, folded and joined; a lone table's text as it is.
  var body = ""
  var bodyScalars = 0
  var elements: Range<Int>
  var sources: [Element] = []
  /// How many scalars of their texts are no white space.
  var solidScalars = 0
  var titlePath: [String] = []
  var hasTable = false
  /// Where its text begins in the document's text.
  var start = 0

  /// Whether it is nothing but one table, which is cut between rows.
  var isTable: Bool { sources.count == 1 && sources[0].kind.isTable }

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
  func combines(with next: Section, limits: UnstructuredLimits) -> Bool {
    if limits.isolatesTables, hasTable || next.hasTable { return false }
    guard scalars < limits.combineUnder else { return false }
    return Self.joined(scalars, next.bodyScalars) <= limits.hardMaximum
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
    sources += next.sources
    solidScalars += next.solidScalars
    hasTable = hasTable || next.hasTable
  }
}

extension ElementKind {
  /// A piece of a table is one too where chunks are chunked again.
  var isTable: Bool { self == .table || self == .tableChunk }
}
