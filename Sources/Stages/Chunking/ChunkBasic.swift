package import Chunking
package import Pipeline

/// Fills chunks with whatever follows one another.
package struct ChunkBasic: ChunkStage {
  package static let kind = "basic"
  package static let summary = "Cuts documents into chunks as full as whole elements make them."
  package static let strategy = ChunkingOptions.Strategy.basic
  package static let settings: [Setting<ChunkBasic>] =
    sizes + softSizes + [overlap, overlapAll] + tables + contents + parents + compatibility

  package var chunking = ChunkSettings()

  package init() {}
}
