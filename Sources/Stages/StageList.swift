package import Pipeline

/// Every kind of stage, in the order in which documents meet them; to add one, add its line.
package let stageKinds: [StageKind] = [
  StageKind(source: FolderSource.self),
  StageKind(source: ListSource.self),
  StageKind(source: ArchiveSource.self),
  StageKind(step: ParseDocument.self),
  StageKind(step: ReadElements.self),
  StageKind(step: ChunkByTitle.self),
  StageKind(step: ChunkBasic.self),
  StageKind(step: ChunkBySentences.self),
  StageKind(step: ChunkByTokens.self),
  StageKind(step: ChunkWholeDocument.self),
  StageKind(step: EmbedChunks.self),
  StageKind(sink: JSONLinesSink.self),
  StageKind(sink: FullTextSink.self),
  StageKind(sink: QdrantSnapshotSink.self),
  StageKind(sink: QdrantPointsSink.self),
]
