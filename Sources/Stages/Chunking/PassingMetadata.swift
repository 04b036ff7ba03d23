import JSON

/// The metadata that a chunk has from its elements as they stand there.
struct PassingMetadata {
  private var found: PassingFields = []
  private var name: [UInt8] = []
  private var origins: [JSON] = []

  /// Writes all that an element says.
  static func pass(
    _ element: ReadElement,
    in source: JSONScanner,
    to line: inout JSONText
  ) throws(JSONProblem) {
    guard let metadata = element.metadata else { return }
    var scanner = source.again(at: metadata.lowerBound)
    var name: [UInt8] = []
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      line.name(String(decoding: name, as: UTF8.self))
      line.append(verbatim: Array(try scanner.value()), needsComma: true)
    }
  }

  /// Writes what this element says first, and no element before it did.
  mutating func take(
    _ element: ReadElement,
    in source: JSONScanner,
    to line: inout JSONText
  ) throws(JSONProblem) {
    let wanted = element.passing.subtracting(found)
    guard !wanted.isEmpty, let metadata = element.metadata else { return }
    var scanner = source.again(at: metadata.lowerBound)
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      let field = ElementField(name)
      guard let field, let passing = field.passing, wanted.contains(passing),
        scanner.next != UInt8(ascii: "n")
      else {
        try scanner.skip()
        continue
      }
      let value = try scanner.value()
      if passing == .enrichmentOrigins {
        origins.append(try JSONParser.value(Array(value), file: ""))
      } else {
        found.insert(passing)
        line.name(field.rawValue)
        line.append(verbatim: Array(value), needsComma: true)
      }
    }
  }

  /// Writes the origins of all its elements, each once.
  func finish(_ line: inout JSONText) {
    guard !origins.isEmpty else { return }
    var names: [String] = []
    var lists: [String: [JSON]] = [:]
    for member in origins.flatMap({ $0.members ?? [] }) {
      if lists[member.name] == nil { names.append(member.name) }
      lists[member.name, default: []] += member.value.elements ?? []
    }
    line.name("enrichment_origins")
    line.object { line in
      for name in names {
        var seen: Set<JSON> = []
        line.name(name)
        line.value(JSON((lists[name] ?? []).filter { seen.insert($0).inserted }))
      }
    }
  }
}
