import Chunking
import Documents
package import Pipeline

// How chunks lie in the cache.

extension Chunks {
  package func encode(into writer: inout RecordWriter) {
    writer.write(title) { $0.write($1) }
    writer.write(chunks) { $0.write($1) }
    writer.write(parents) { $0.write($1) }
    elements.write(to: &writer)
    ledger.write(to: &writer)
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    title = try reader.optionalText()
    chunks = try reader.list { (reader) throws(RecordError) in try reader.chunk() }
    parents = try reader.list { (reader) throws(RecordError) in try reader.chunk() }
    elements = try ElementKeys(from: &reader)
    ledger = try ChunkLedger(from: &reader)
    // A chunk that names a parent which is not there would be a trap for whoever looks for it.
    guard chunks.allSatisfy({ $0.parent.map(parents.indices.contains) ?? true }) else {
      throw RecordError.damaged(at: 0)
    }
  }
}

extension RecordWriter {
  mutating func write(_ chunk: Chunk) {
    write(chunk.kind.rawValue)
    write(chunk.text)
    write(chunk.ownStart)
    write(chunk.titlePath) { $0.write($1) }
    write(chunk.context)
    write(chunk.elements)
    write(chunk.characters)
    write(chunk.sourceRange) { $0.write($1) }
    write(chunk.pages.map { $0.lowerBound..<$0.upperBound + 1 }) { $0.write($1) }
    write(chunk.spans) { writer, span in
      writer.write(span.page)
      writer.write(span.box) { $0.write($1) }
    }
    write(chunk.languages) { $0.write($1) }
    write(chunk.links) { $0.write($1) }
    write(chunk.emphasis) { $0.write($1) }
    write(chunk.textAsHTML) { $0.write($1) }
    write(chunk.isContinuation)
    write(chunk.attachment) { $0.write($1) }
    write(chunk.piece) { writer, piece in
      writer.write(piece.number)
      writer.write(piece.repeatedRows)
      writer.write(piece.table)
    }
    write(chunk.tokens) { $0.write($1) }
    write(chunk.parent) { $0.write($1) }
    write(chunk.originals) { $0.write($1) }
  }
}

extension RecordReader {
  mutating func chunk() throws(RecordError) -> Chunk {
    let (kind, text, ownStart) = (try kind(), try text(), try number())
    let (path, context) = (try texts(), try range())
    guard context.upperBound <= path.count else { throw RecordError.damaged(at: 0) }
    var chunk = Chunk(kind, text, titlePath: path, elements: try range())
    chunk.ownStart = max(0, ownStart)
    chunk.context = context
    chunk.characters = try range()
    chunk.sourceRange = try optional { (reader) throws(RecordError) in try reader.range() }
    if let pages = try optional({ (reader) throws(RecordError) in try reader.range() }),
      !pages.isEmpty, pages.upperBound <= Element.pages.upperBound + 1
    {
      chunk.pages = pages.lowerBound...pages.upperBound - 1
    }
    chunk.spans = try list { (reader) throws(RecordError) in
      Chunk.Span(
        page: try reader.number(in: Element.pages),
        box: try reader.optional { (reader) throws(RecordError) in try reader.box() }
      )
    }
    chunk.languages = try texts()
    chunk.links = try list { (reader) throws(RecordError) in try reader.link() }
    chunk.emphasis = try list { (reader) throws(RecordError) in try reader.emphasis() }
    chunk.textAsHTML = try optionalText()
    chunk.isContinuation = try flag()
    chunk.attachment = try optional { (reader) throws(RecordError) in try reader.attachment() }
    chunk.piece = try optional { (reader) throws(RecordError) in
      Chunk.TablePiece(
        number: try reader.number(),
        repeatedRows: try reader.number(),
        table: try reader.number()
      )
    }
    chunk.tokens = try optional { (reader) throws(RecordError) in try reader.number() }
    chunk.parent = try optional { (reader) throws(RecordError) in try reader.number() }
    chunk.originals = try list { (reader) throws(RecordError) in try reader.element() }
    return chunk
  }
}

extension ChunkLedger {
  /// Its amounts that are not zero, each by the name that reports use, in an order of their own.
  var amounts: [(name: String, count: Int)] {
    let amounts =
      [
        ("found", found), ("own", own), ("repeated", repeated), ("missing", missing),
        ("added", added),
      ]
      + LeftOut.allCases.map { ("left_out_\($0.rawValue)", drops[$0] ?? 0) }
    return amounts.filter { $0.1 != 0 }
  }

  fileprivate func write(to writer: inout RecordWriter) {
    for count in [found, own, repeated, missing, added] { writer.write(count) }
    for sort in LeftOut.allCases { writer.write(drops[sort] ?? 0) }
  }

  fileprivate init(from reader: inout RecordReader) throws(RecordError) {
    var counts: [Int] = []
    for _ in 0..<5 { counts.append(try reader.number(in: 0...1 << 48)) }
    var drops: [LeftOut: Int] = [:]
    for sort in LeftOut.allCases {
      let count = try reader.number(in: 0...1 << 48)
      if count > 0 { drops[sort] = count }
    }
    self.init(
      found: counts[0],
      own: counts[1],
      repeated: counts[2],
      missing: counts[3],
      added: counts[4],
      drops: drops
    )
  }
}
