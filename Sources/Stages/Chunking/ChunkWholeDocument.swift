package import Chunking
package import Pipeline

/// Makes one chunk of a document.
package struct ChunkWholeDocument: ChunkStage {
  package static let kind = "whole_document"
  package static let summary =
    "Makes one chunk of each document; attached files and what stands around a page's content have their own."
  package static let strategy = ChunkingOptions.Strategy.document
  package static let settings: [Setting<ChunkWholeDocument>] = contents

  package var chunking = ChunkSettings()

  package init() {}
}
