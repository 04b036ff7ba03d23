import JSON

/// The metadata that a chunk has from its elements as they stand there.
struct PassingMetadata {
  private var found: PassingFields = []
  private var name: [UInt8] = []
  private var origins: [JSON] = []

  /// Fields that stand in a chunk's metadata by its own right.
  private static let own: Set<String> = [
    "document_id", "ordinal", "title_path", "repeated_titles", "page_range", "spans", "char_range",
    "repeated_characters", "element_range", "source_range", "tokens", "element_ids",
    "parent_chunk_id", "parent_text",
  ]

  /// Fields that Unstructured takes off a table when it becomes a chunk, or writes anew.
  private static let dropped: Set<String> = own.union([
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
    let without = asChunk ? dropped : own
    guard let metadata = element.metadata else { return }
    var scanner = source.again(at: metadata.lowerBound)
    var name: [UInt8] = []
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      let text = String(decoding: name, as: UTF8.self)
      guard !without.contains(text), scanner.next != UInt8(ascii: "n") else {
        try scanner.skip()
        continue
      }
      line.name(text)
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
