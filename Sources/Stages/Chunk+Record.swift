import Documents
import Pipeline

// How a chunk lies in the cache.

extension RecordWriter {
  mutating func write(_ chunk: Chunk) {
    write(chunk.kind.rawValue)
    write(chunk.text)
    write(chunk.titlePath) { $0.write($1) }
    write(chunk.elements)
    write(chunk.sourceRange) { $0.write($1) }
    write(chunk.pages.map { $0.lowerBound..<$0.upperBound + 1 }) { $0.write($1) }
    write(chunk.textAsHTML) { $0.write($1) }
    write(chunk.isContinuation)
    write(chunk.attachment) { $0.write($1) }
  }
}

extension RecordReader {
  mutating func chunk() throws(RecordError) -> Chunk {
    var chunk = Chunk(
      try kind(),
      try text(),
      titlePath: try texts(),
      elements: try range()
    )
    chunk.sourceRange = try optional { (reader) throws(RecordError) in try reader.range() }
    if let pages = try optional({ (reader) throws(RecordError) in try reader.range() }),
      !pages.isEmpty
    {
      chunk.pages = pages.lowerBound...pages.upperBound - 1
    }
    chunk.textAsHTML = try optionalText()
    chunk.isContinuation = try flag()
    chunk.attachment = try optional { (reader) throws(RecordError) in try reader.attachment() }
    return chunk
  }
}
