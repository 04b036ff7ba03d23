import JSON

/// The file from which a server makes the collection.
enum CollectionConfiguration {
  /// The version of the form of a collection's files, the same for all servers since 1.7.
  static let formatVersion = "0.4.2"

  static func json(_ options: SnapshotOptions) -> JSON {
    var vector: [JSON.Member] = [
      .init("size", JSON(options.dimensions)), .init("distance", JSON(options.distance.rawValue)),
    ]
    if let onDisk = options.vectorsOnDisk { vector.append(.init("on_disk", JSON(onDisk))) }
    if options.datatype != .float32 {
      vector.append(.init("datatype", JSON(options.datatype.rawValue)))
    }
    let single = JSON(.object(vector))
    var params: [JSON.Member] = [
      .init(
        "vectors",
        options.vectorName.isEmpty ? single : JSON(.object([.init(options.vectorName, single)]))
      ),
      .init("shard_number", JSON(options.shards)),
      .init("replication_factor", JSON(options.replicationFactor)),
      .init("write_consistency_factor", JSON(options.writeConsistencyFactor)),
      .init("on_disk_payload", JSON(options.onDiskPayload)),
    ]
    if let sparse = options.sparse {
      params.append(
        .init("sparse_vectors", JSON(.object([.init(sparse.name, ["modifier": "idf"])])))
      )
    }
    return [
      "params": JSON(.object(params)), "hnsw_config": options.hnsw.json,
      "optimizer_config": [
        "deleted_threshold": JSON(0.2), "vacuum_min_vector_number": 1000,
        "default_segment_number": 0,
        "max_segment_size": options.maxSegmentSize.map { JSON($0) } ?? nil,
        "memmap_threshold": nil, "indexing_threshold": JSON(options.indexingThreshold),
        "flush_interval_sec": 5, "max_optimization_threads": nil,
      ],
      "wal_config": ["wal_capacity_mb": 32, "wal_segments_ahead": 0, "wal_retain_closed": 1],
      "quantization_config": options.quantization?.json ?? nil,
    ]
  }
}
