import JSON

/// Numbers in their order, for ranges.
enum NumericIndex {
  /// How many pairs of each hundred are taken for the estimate of sizes.
  private static let precision = 0.01

  static func write(_ values: [[Int64]], _ folder: String, to files: inout FieldFiles) {
    write(values, folder, to: &files) { UInt64(bitPattern: $0) }
  }

  static func write(_ values: [[Double]], _ folder: String, to files: inout FieldFiles) {
    write(values, folder, to: &files) { $0.bitPattern }
  }

  private static func write<Value: Comparable>(
    _ values: [[Value]],
    _ folder: String,
    to files: inout FieldFiles,
    bits: (Value) -> UInt64
  ) {
    var pairs: [(value: Value, point: Int)] = []
    for (point, values) in values.enumerated() {
      for value in values { pairs.append((value, point)) }
    }
    pairs.sort { ($0.value, $0.point) < ($1.value, $1.point) }
    func add(_ name: String, _ bytes: [UInt8]) {
      files.files.append(.init(name: "\(folder)/\(name)", bytes: bytes))
    }
    var data: [UInt8] = []
    data.reserveCapacity(16 * pairs.count)
    for pair in pairs {
      data.append(word: bits(pair.value))
      data.append(half: pair.point)
      data.append(half: 0)
    }
    add("data.bin", data)
    add(
      "point_to_values.bin",
      PointValues.bytes(
        values.map { values in
          values.map { value in
            var bytes: [UInt8] = []
            bytes.append(word: bits(value))
            return bytes
          }
        }
      )
    )
    add("deleted.bin", PointValues.mask(of: values))
    let most = values.map(\.count).max() ?? 0
    let facts: JSON = ["max_values_per_point": JSON(most)]
    add("mmap_field_index_config.json", Array(facts.compact.utf8))
    let histogram: JSON = [
      "max_bucket_size": 10_000, "precision": JSON(precision), "total_count": JSON(pairs.count),
    ]
    add("histogram_config.json", Array(histogram.compact.utf8))
    add("histogram_borders.bin", borders(pairs.count) { (bits(pairs[$0].value), pairs[$0].point) })
  }

  /// Pairs at even distances with how many lie between them, the first and the last included.
  private static func borders(_ count: Int, _ pair: (Int) -> (UInt64, Int)) -> [UInt8] {
    let step = max(1, Int(Double(count) * precision))
    var places = Array(stride(from: 0, to: count, by: step))
    if count > 0, places.last != count - 1 { places.append(count - 1) }
    var bytes: [UInt8] = []
    bytes.append(word: places.count)
    for (index, place) in places.enumerated() {
      let (value, point) = pair(place)
      bytes.append(word: value)
      bytes.append(half: point)
      bytes.append(word: index > 0 ? place - places[index - 1] - 1 : 0)
      bytes.append(word: index + 1 < places.count ? places[index + 1] - place - 1 : 0)
    }
    return bytes
  }
}
