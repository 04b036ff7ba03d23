import JSON

/// Which points have a value, and which values a point has.
enum MapIndex {
  static func write(
    _ kind: PersistedMap.Kind,
    _ keys: [[FieldKey]],
    _ folder: String,
    to files: inout FieldFiles
  ) {
    var points: [FieldKey: [UInt32]] = [:]
    var pairs = 0
    var stored: [[[UInt8]]] = []
    stored.reserveCapacity(keys.count)
    for (point, keys) in keys.enumerated() {
      // A point has a value once, however often it stands in its list.
      var once: [[UInt8]] = []
      for key in keys where points[key]?.last != UInt32(point) {
        points[key, default: []].append(UInt32(point))
        once.append(key.stored)
        pairs += 1
      }
      stored.append(once)
    }
    let entries = points.map { (key: $0.key, numbers: $0.value) }.sorted { $0.key < $1.key }
    func add(_ name: String, _ bytes: [UInt8]) {
      files.files.append(.init(name: "\(folder)/\(name)", bytes: bytes))
    }
    add("values_to_points.bin", PersistedMap(kind, entries).bytes)
    add("point_to_values.bin", PointValues.bytes(stored))
    add("deleted.bin", PointValues.mask(of: keys))
    let facts: JSON = ["total_key_value_pairs": JSON(pairs)]
    add("mmap_field_index_config.json", Array(facts.compact.utf8))
  }
}

/// The values of each point, one after the other.
enum PointValues {
  private static let headSize = 4096

  static func bytes(_ values: [[[UInt8]]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(word: headSize)
    bytes.append(word: values.count)
    bytes.append(zeros: headSize - bytes.count)
    var position = headSize + 16 * values.count
    for values in values {
      bytes.append(word: position)
      bytes.append(word: values.count)
      for value in values { position += value.count }
    }
    for values in values { for value in values { bytes += value } }
    return bytes
  }

  /// Marks the points that have none.
  static func mask(of values: [[some Any]]) -> [UInt8] {
    var mask = BitMask(count: values.count)
    for (point, values) in values.enumerated() where values.isEmpty { mask[point] = true }
    return mask.bytes
  }
}

extension FieldKey {
  /// The value as it stands among those of a point: texts with their lengths.
  var stored: [UInt8] {
    guard case .text(let text) = self else { return bytes }
    var bytes: [UInt8] = []
    bytes.append(half: text.count)
    return bytes + text
  }
}
