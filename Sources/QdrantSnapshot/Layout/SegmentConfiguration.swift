import JSON

/// The file that says what a segment is.
///
/// Its options must be equal to those of the collection, else the server makes the segment anew.
enum SegmentConfiguration {
  /// The version of the form of a segment's files; a segment without it is removed by the server.
  static let formatVersion = "0.6.0"

  /// A segment that is finished: its files are only read from then on.
  static func sealed(_ options: SnapshotOptions, hasGraph: Bool) -> JSON {
    let inMemory = options.vectorsOnDisk != true && options.server.knowsMappedInMemory
    var vector = vector(options, storage: inMemory ? "InRamMmap" : "Mmap")
    vector.append(.init("index", hasGraph ? graphIndex(options) : plainIndex))
    vector.append(.init("quantization_config", options.quantization?.json ?? nil))
    return state(
      options,
      version: 0,
      vector: vector,
      sparseIndex: options.sparse == nil ? nil : SparseConfiguration.sealedIndex
    )
  }

  /// An empty segment that takes what comes later, so that the server need not make one.
  static func appendable(_ options: SnapshotOptions) -> JSON {
    let onDisk = options.vectorsOnDisk != false
    var vector = vector(options, storage: onDisk ? "ChunkedMmap" : "InRamChunkedMmap")
    vector.append(.init("index", plainIndex))
    vector.append(.init("quantization_config", nil))
    return state(
      options,
      version: nil,
      vector: vector,
      sparseIndex: options.sparse == nil ? nil : SparseConfiguration.appendableIndex
    )
  }

  /// Which fields have an index; what of them has no files the server makes while it loads.
  static func fields(_ options: SnapshotOptions, types: [JSON.Member] = []) -> JSON {
    var members: [JSON.Member] = [.init("indexed_fields", schemas(options))]
    if !types.isEmpty { members.append(.init("indexed_types", JSON(.object(types)))) }
    return JSON(.object(members))
  }

  static func schemas(_ options: SnapshotOptions) -> JSON {
    JSON(.object(options.fields.map { .init($0.path, $0.schema) }))
  }

  private static let plainIndex: JSON = ["type": "plain", "options": [:]]

  private static func graphIndex(_ options: SnapshotOptions) -> JSON {
    ["type": "hnsw", "options": options.hnsw.json]
  }

  private static func vector(_ options: SnapshotOptions, storage: String) -> [JSON.Member] {
    var members: [JSON.Member] = [
      .init("size", JSON(options.dimensions)), .init("distance", JSON(options.distance.rawValue)),
      .init("storage_type", JSON(storage)),
    ]
    if options.datatype != .float32 {
      members.append(.init("datatype", JSON(options.datatype.rawValue)))
    }
    return members
  }

  private static func state(
    _ options: SnapshotOptions,
    version: Int?,
    vector: [JSON.Member],
    sparseIndex: JSON?
  ) -> JSON {
    let number = version.map { JSON($0) } ?? nil
    var configuration: [JSON.Member] = [
      .init("vector_data", JSON(.object([.init(options.vectorName, JSON(.object(vector)))])))
    ]
    if let sparse = options.sparse, let sparseIndex {
      let data: JSON = ["index": sparseIndex, "storage_type": "mmap", "modifier": "idf"]
      configuration.append(
        .init("sparse_vector_data", JSON(.object([.init(sparse.name, data)])))
      )
    }
    configuration.append(
      .init("payload_storage_type", ["type": options.onDiskPayload ? "mmap" : "in_ram_mmap"])
    )
    return [
      "initial_version": number, "version": number, "config": JSON(.object(configuration)),
    ]
  }
}

/// The parts of a segment's configuration that speak of sparse vectors.
enum SparseConfiguration {
  static let sealedIndex: JSON = ["full_scan_threshold": nil, "index_type": "ImmutableRam"]
  static let appendableIndex: JSON = ["full_scan_threshold": nil, "index_type": "MutableRam"]
}
