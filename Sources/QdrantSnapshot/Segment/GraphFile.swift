import JSON

/// The files of a graph besides its links.
package enum GraphFile {
  package static func bytes(_ graph: some SegmentGraph, _ options: SnapshotOptions) -> [UInt8] {
    let entries = graph.entryPoints
    var bytes: [UInt8] = []
    bytes.append(word: options.hnsw.m)
    bytes.append(word: 2 * options.hnsw.m)
    bytes.append(word: options.hnsw.efConstruct)
    bytes.append(word: entries.count)
    for entry in entries {
      bytes.append(half: entry.point)
      bytes.append(word: entry.level)
    }
    // No further entry points, of which there may be so many.
    bytes.append(word: 0)
    let threshold = options.hnsw.fullScanVectors(bytesOfVector: options.bytesOfVector)
    bytes.append(word: max(1, 10 * (graph.pointCount / max(1, threshold))))
    return bytes
  }

  static func configuration(count: Int, _ options: SnapshotOptions) -> JSON {
    let hnsw = options.hnsw
    return [
      "m": JSON(hnsw.m), "m0": JSON(2 * hnsw.m), "ef_construct": JSON(hnsw.efConstruct),
      "ef": JSON(hnsw.efConstruct),
      "full_scan_threshold": JSON(hnsw.fullScanVectors(bytesOfVector: options.bytesOfVector)),
      "max_indexing_threads": 0,
      "payload_m": hnsw.payloadM.map { JSON($0) } ?? nil,
      "payload_m0": hnsw.payloadM.map { JSON(2 * $0) } ?? nil,
      "indexed_vector_count": JSON(count),
    ]
  }
}
