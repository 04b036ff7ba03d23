/// What a snapshot is made by; the defaults are those of Qdrant.
package struct SnapshotOptions: Hashable, Sendable {
  /// Which archive is written.
  package enum Form: Hashable, Sendable {
    /// A whole collection, which a server creates anew from it.
    case collection
    /// One shard of a collection that exists.
    case shard(Int)
  }

  package var form = Form.collection
  package var server = ServerVersion.newest

  /// The name of the vector; empty for the only vector that has none.
  package var vectorName = ""
  package var dimensions: Int
  package var distance = Distance.cosine
  package var datatype = VectorDatatype.float32
  /// Whether vectors are read from the disk on demand; nil leaves it to the server.
  package var vectorsOnDisk: Bool?
  package var onDiskPayload = true

  package var hnsw = HNSWOptions()
  package var quantization: ScalarQuantization?
  package var sparse: SparseOptions?
  package var fields: [FieldIndex] = []

  package var shards = 1
  package var replicationFactor = 1
  package var writeConsistencyFactor = 1
  /// How many kilobytes of vectors a segment has at most; nil for as many as there are.
  package var maxSegmentSize: Int?
  /// From how many kilobytes of vectors on the server gives a segment a graph.
  package var indexingThreshold = 10_000

  package init(dimensions: Int) { self.dimensions = dimensions }

  /// How many bytes the numbers of one vector take.
  var bytesOfVector: Int { dimensions * datatype.width }
}

/// A sparse vector beside the dense one, by which words are searched: Qdrant's model `qdrant/bm25`.
package struct SparseOptions: Hashable, Sendable {
  package enum Language: String, CaseIterable, Sendable {
    case english
    /// Words are neither left out nor cut to their stems.
    case none
  }

  package var name = "bm25"
  package var language = Language.english
  /// How soon further occurrences of a word count for nothing.
  package var k = 1.2
  /// How much the length of a text counts.
  package var b = 0.75
  /// How many words a text is taken to have on average.
  package var averageLength = 256.0

  package init() {}
}
