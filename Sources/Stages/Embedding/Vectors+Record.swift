import ModelFiles
package import Pipeline
import Transformers

// How vectors lie in the cache: their chunks, then what they have in common, then all numbers.

extension Vectors {
  package func encode(into writer: inout RecordWriter) {
    chunks.encode(into: &writer)
    writer.write(space.form.rawValue)
    writer.write(space.dimensions)
    writer.write(space.similarity.rawValue)
    for count in [tally.tokens, tally.cutTexts, tally.cutTokens, tally.splitTexts] {
      writer.write(count)
    }
    writer.write(bytes)
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    chunks = try Chunks(from: &reader)
    guard let form = VectorForm(rawValue: try reader.text()) else {
      throw RecordError.damaged(at: 0)
    }
    let dimensions = try reader.number(in: 1...1 << 20)
    guard let similarity = Similarity(rawValue: try reader.text()) else {
      throw RecordError.damaged(at: 0)
    }
    space = VectorSpace(form: form, dimensions: dimensions, similarity: similarity)
    tally = EmbeddingTally()
    let counts = 0...1 << 48
    tally.tokens = try reader.number(in: counts)
    tally.cutTexts = try reader.number(in: counts)
    tally.cutTokens = try reader.number(in: counts)
    tally.splitTexts = try reader.number(in: counts)
    bytes = try reader.raw()
    guard bytes.count == chunks.chunks.count * space.size else {
      throw RecordError.damaged(at: 0)
    }
  }
}
