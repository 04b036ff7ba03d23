import JSON

/// The metadata that a chunk has from its elements as they say it.
struct PassingMetadata {
  /// Whether all is as Unstructured has it.
  let isCompatible: Bool
  private var found: PassingFields = []
  private var name: [UInt8] = []
  private var lists: [(field: ElementField, values: [JSON])] = []
  private var origins: [JSON] = []
  /// The folder that a name of a file brought along.
  private var folder: String?

  init(isCompatible: Bool) { self.isCompatible = isCompatible }

  /// Writes what this element says first, and no element before it did.
  mutating func take(
    _ element: ReadElement,
    in source: JSONScanner,
    to line: inout JSONText
  ) throws(JSONProblem) {
    let wanted = wanted(of: element)
    guard !wanted.isEmpty, let metadata = element.metadata else { return }
    var scanner = source.again(at: metadata.lowerBound)
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      guard let field = ElementField(name), let passing = field.passing,
        wanted.contains(passing), !found.contains(passing), scanner.next != UInt8(ascii: "n")
      else {
        try scanner.skip()
        continue
      }
      if PassingFields.lists.contains(passing) {
        take(try scanner.placelessTree(), of: field)
      } else {
        found.insert(passing)
        try write(field, from: &scanner, to: &line)
      }
    }
  }

  private func wanted(of element: ReadElement) -> PassingFields {
    let wanted = element.passing.subtracting(found)
    // Without Unstructured's rules these come from what was made of them.
    return isCompatible ? wanted : wanted.subtracting(.understood)
  }

  private mutating func take(_ value: JSON, of field: ElementField) {
    if field == .enrichmentOrigins {
      origins.append(value)
    } else if let place = lists.firstIndex(where: { $0.field == field }) {
      lists[place].values += value.elements ?? []
    } else {
      lists.append((field, value.elements ?? []))
    }
  }

  private mutating func write(
    _ field: ElementField,
    from scanner: inout JSONScanner,
    to line: inout JSONText
  ) throws(JSONProblem) {
    guard scanner.next == UInt8(ascii: "\"") else {
      line.name(field.rawValue)
      return try Self.copy(from: &scanner, to: &line)
    }
    let text = try scanner.string()
    if isCompatible, field == .filename, let slash = text.lastIndex(of: "/") {
      folder = String(text[..<slash])
      line.member(field.rawValue, String(text[text.index(after: slash)...]))
    } else if isCompatible, field == .fileDirectory, text.isEmpty {
      found.remove(field.passing ?? [])
    } else {
      line.member(field.rawValue, text)
    }
  }

  /// Writes what is of all elements together.
  func finish(_ line: inout JSONText) {
    if let folder, !found.contains(ElementField.fileDirectory.passing ?? []) {
      line.member(ElementField.fileDirectory.rawValue, folder)
    }
    for (field, values) in lists where !values.isEmpty {
      line.name(field.rawValue)
      line.value(JSON(values))
    }
    guard !origins.isEmpty else { return }
    var names: [String] = []
    var byName: [String: [JSON]] = [:]
    for member in origins.flatMap({ $0.members ?? [] }) {
      if byName[member.name] == nil { names.append(member.name) }
      byName[member.name, default: []] += member.value.elements ?? []
    }
    line.name(ElementField.enrichmentOrigins.rawValue)
    line.object { line in
      for name in names {
        var seen: Set<JSON> = []
        line.name(name)
        line.value(JSON((byName[name] ?? []).filter { seen.insert($0).inserted }))
      }
    }
  }
}

extension PassingMetadata {
  /// Fields that Unstructured takes off a table when it becomes a chunk, or writes anew.
  private static let dropped: Set<String> = ChunkLine.ownFields.union([
    "category_depth", "coordinates", "detection_class_prob", "detection_origin",
    "header_footer_type", "image_base64", "image_mime_type", "image_path", "image_url",
    "is_continuation", "is_extracted", "key_value_pairs", "link_start_indexes", "links",
    "max_characters", "orig_elements", "parent_id", "routing", "routing_score",
    "segment_end_seconds", "segment_start_seconds", "table_id", "chunk_index",
    "num_carried_over_header_rows", "text_as_html",
  ])

  /// Writes all that an element says, or what of it Unstructured leaves to a chunk that is a table.
  static func pass(
    _ element: ReadElement,
    in source: JSONScanner,
    asChunk: Bool,
    to line: inout JSONText
  ) throws(JSONProblem) {
    guard let metadata = element.metadata else { return }
    let without = asChunk ? dropped : ChunkLine.ownFields
    var scanner = source.again(at: metadata.lowerBound)
    var name: [UInt8] = []
    // A name that stands twice would stand twice in the chunk too.
    var written: Set<String> = []
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      let text = String(decoding: name, as: UTF8.self)
      guard !without.contains(text), scanner.next != UInt8(ascii: "n"),
        written.insert(text).inserted
      else {
        try scanner.skip()
        continue
      }
      line.name(text)
      try copy(from: &scanner, to: &line)
    }
  }

  /// Writes a value anew, on one line, whatever its layout was.
  private static func copy(
    from scanner: inout JSONScanner,
    to line: inout JSONText
  ) throws(JSONProblem) {
    if scanner.next == UInt8(ascii: "\"") {
      line.value(try scanner.string())
    } else if scanner.startsNumber {
      line.value(verbatim: String(decoding: try scanner.number(), as: UTF8.self))
    } else {
      line.value(try scanner.placelessTree())
    }
  }
}
