package import Documents

/// Chunks that begin at titles, and at pages if asked; small sections are joined.
package func chunkByTitle(_ elements: [Element], _ options: ChunkingOptions) -> [Chunk] {
  chunks(of: elements, ChunkingLimits(options, byTitle: true))
}

/// Chunks filled with whatever elements follow one another.
package func chunkBasic(_ elements: [Element], _ options: ChunkingOptions) -> [Chunk] {
  chunks(of: elements, ChunkingLimits(options, byTitle: false))
}

private func chunks(of elements: [Element], _ limits: ChunkingLimits) -> [Chunk] {
  var writer = ChunkWriter(elements: elements, limits: limits)
  var builder = SectionBuilder(limits: limits)
  for element in elements {
    if let section = builder.add(element) { writer.take(section) }
  }
  if let section = builder.close() { writer.take(section) }
  return writer.finish()
}
