import JSON

/// Collects the values of one field over the points of a segment, and makes the files of its indexes.
struct FieldIndexWriter {
  private let field: FieldIndex
  private let names: [String]
  private var keys: [[FieldKey]] = []
  private var floats: [[Double]] = []
  private var times: [[Int64]] = []
  private var texts = FullTextIndex()
  /// Whether a date was met that only the server can read.
  private var isUndecided = false
  private var trues: [Int] = []
  private var falses: [Int] = []
  private var present: [Int] = []
  private var nulls: [Int] = []
  private var count = 0

  /// Nil for a field of which the server makes the index itself, while it loads.
  init?(_ field: FieldIndex) {
    guard field.parameters.allSatisfy(Self.leavesFiles),
      let names = FieldValues.names(of: field.path)
    else { return nil }
    self.field = field
    self.names = names
  }

  /// Takes the payload of the next point; nil where it has none.
  mutating func add(_ payload: JSON?) {
    let value = payload.flatMap { FieldValues.value(of: $0, at: names) }
    if FieldValues.hasValue(value) { present.append(count) }
    if FieldValues.isNull(value) { nulls.append(count) }
    let elements = FieldValues.elements(of: value)
    switch field.kind {
    case .keyword:
      keys.append(elements.compactMap { $0.string.map { .text(Array($0.utf8)) } })
    case .integer:
      keys.append(elements.compactMap { FieldValues.integer($0).map { .integer($0) } })
    case .uuid: keys.append(elements.compactMap { $0.string.flatMap(Self.wide) })
    case .float: floats.append(elements.compactMap(FieldValues.float))
    case .bool:
      let flags = elements.compactMap { element in
        if case .bool(let flag) = element.value { flag } else { nil }
      }
      if flags.contains(true) { trues.append(count) }
      if flags.contains(false) { falses.append(count) }
    case .datetime: times.append(elements.compactMap { $0.string }.compactMap { time($0) })
    case .text: texts.add(elements.compactMap(\.string))
    }
    count += 1
  }

  /// Whether files are the same with a parameter of the schema as without it.
  private static func leavesFiles(_ parameter: JSON.Member) -> Bool {
    switch parameter.name {
    case "is_tenant", "is_principal", "on_disk", "enable_hnsw": true
    case "tokenizer": parameter.value == "word"
    case "lowercase": parameter.value == true
    default: false
    }
  }

  private mutating func time(_ text: String) -> Int64? {
    let time = DateTime.microseconds(of: text)
    if time == nil { isUndecided = true }
    return time
  }

  private static func wide(_ text: String) -> FieldKey? {
    guard case .uuid(let high, let low)? = PointID(text) else { return nil }
    return .wide(high: high, low: low)
  }

  /// Adds the files, and declares them.
  func finish(into files: inout FieldFiles) {
    guard !isUndecided else { return }
    let folder = FieldFolder.name(of: field.path)
    var types: [String] = []
    switch field.kind {
    case .keyword:
      types = ["keyword_index"]
      MapIndex.write(.text, keys, "\(folder)-map", to: &files)
    case .uuid:
      types = ["uuid_map_index"]
      MapIndex.write(.wide, keys, "\(folder)-map", to: &files)
    case .integer:
      types = ["int_map_index", "int_index"]
      MapIndex.write(.integer, keys, "\(folder)-map", to: &files)
      let numbers: [[Int64]] = keys.map { keys in
        keys.compactMap { key in if case .integer(let number) = key { number } else { nil } }
      }
      NumericIndex.write(numbers, "\(folder)-numeric", to: &files)
    case .float:
      types = ["float_index"]
      NumericIndex.write(floats, "\(folder)-numeric", to: &files)
    case .bool:
      types = ["bool_index"]
      addFlags(trues, "\(folder)-bool/trues", to: &files)
      addFlags(falses, "\(folder)-bool/falses", to: &files)
    case .datetime:
      types = ["datetime_index"]
      NumericIndex.write(times, "\(folder)-numeric", to: &files)
    case .text:
      types = ["full_text_index"]
      texts.write("\(folder)-text", to: &files)
    }
    addFlags(present, "\(folder)-null/has_values", to: &files)
    addFlags(nulls, "\(folder)-null/is_null", to: &files)
    let isOnDisk = field.parameters.last { $0.name == "on_disk" }?.value ?? false
    let declared = (types + ["null_index"]).map { type -> JSON in
      [
        "index_type": JSON(type), "mutability": "immutable",
        "storage_type": ["mmap": ["is_on_disk": isOnDisk]],
      ]
    }
    files.types.append(.init(field.path, JSON(declared)))
  }

  private func addFlags(_ points: [Int], _ folder: String, to files: inout FieldFiles) {
    var mask = BitMask(count: count)
    for point in points { mask[point] = true }
    var status: [UInt8] = []
    status.append(word: count)
    status.append(word: 0)
    files.files.append(.init(name: "\(folder)/status.dat", bytes: status))
    files.files.append(.init(name: "\(folder)/flags_a.dat", bytes: mask.bytes))
  }
}
