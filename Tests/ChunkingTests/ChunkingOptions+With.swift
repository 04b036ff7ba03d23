import Chunking
import Documents

extension ChunkingOptions {
  /// Options with some of them set.
  static func with(_ strategy: Strategy = .byTitle, _ change: (inout ChunkingOptions) -> Void)
    -> ChunkingOptions
  {
    var options = ChunkingOptions(strategy)
    change(&options)
    return options
  }
}

/// The chunks of a document.
func chunks(
  _ elements: [Element],
  _ strategy: ChunkingOptions.Strategy = .byTitle,
  _ change: (inout ChunkingOptions) -> Void = { _ in }
) -> [Chunk] {
  Chunker.cut(elements, .with(strategy, change)).text.chunks
}
