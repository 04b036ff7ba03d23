import JSON

/// Points of a segment that share a value of a field, for fields by which the server filters.
///
/// Searches that keep to such a value need links within its points.
package struct FieldGroups: Sendable {
  /// For each field the points of each of its values, ascending; values in their order.
  package let fields: [[[UInt32]]]

  package static let none = FieldGroups(fields: [])
}

/// Collects the points of the values of fields.
struct FieldGroupCollector {
  private let fields: [(names: [String], kind: FieldIndex.Kind)]
  private var values: [[FieldKey: [UInt32]]]
  private var count = 0

  init(_ options: SnapshotOptions) {
    fields = options.needsGroups ? options.fields.compactMap(Self.field) : []
    values = fields.map { _ in [:] }
  }

  var isEmpty: Bool { fields.isEmpty }

  /// A field with values of which the server takes each for a group; nil for others.
  private static func field(
    _ field: FieldIndex
  ) -> (names: [String], kind: FieldIndex.Kind)? {
    guard [.keyword, .integer, .uuid, .bool].contains(field.kind),
      field.parameters.last(where: { $0.name == "enable_hnsw" })?.value != false,
      let names = FieldValues.names(of: field.path)
    else { return nil }
    return (names, field.kind)
  }

  /// Takes the payload of the next point.
  mutating func add(_ payload: JSON?) {
    let point = UInt32(count)
    count += 1
    for (index, field) in fields.enumerated() {
      let value = payload.flatMap { FieldValues.value(of: $0, at: field.names) }
      for element in FieldValues.elements(of: value) {
        guard let key = Self.key(element, field.kind), values[index][key]?.last != point else {
          continue
        }
        values[index][key, default: []].append(point)
      }
    }
  }

  private static func key(_ value: JSON, _ kind: FieldIndex.Kind) -> FieldKey? {
    switch kind {
    case .integer: FieldValues.integer(value).map { .integer($0) }
    case .bool: if case .bool(let flag) = value.value { .integer(flag ? 1 : 0) } else { nil }
    case .uuid:
      if case .uuid(let high, let low)? = value.string.flatMap({ PointID($0) }) {
        .wide(high: high, low: low)
      } else {
        nil
      }
    default: value.string.map { .text(Array($0.utf8)) }
    }
  }

  /// The groups of more points than are compared one by one anyway.
  func groups(above threshold: Int) -> FieldGroups {
    FieldGroups(
      fields: values.map { values in
        values.filter { $0.value.count > threshold }.sorted { $0.key < $1.key }.map(\.value)
      }
    )
  }
}

extension SnapshotOptions {
  /// Whether links within groups are wanted at all.
  var needsGroups: Bool { (hnsw.payloadM ?? hnsw.m) > 0 && !fields.isEmpty }

  /// Up to how many vectors are compared one by one instead of through the graph.
  package var fullScanVectors: Int { hnsw.fullScanVectors(bytesOfVector: bytesOfVector) }
}
