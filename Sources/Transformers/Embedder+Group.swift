import ModelFiles

extension Embedder {
  /// The room in which one thread at a time embeds groups of texts.
  final class Scratch: @unchecked Sendable {
    let encoder: EncoderScratch
    let spare: AlignedFloats

    init(_ encoder: EncoderScratch, _ spare: AlignedFloats) {
      self.encoder = encoder
      self.spare = spare
    }
  }

  func scratch() -> Scratch {
    Scratch(
      EncoderScratch(encoder, rows: max(Self.rowsTogether, model.maxTokens)),
      AlignedFloats(2 * pooler.widest)
    )
  }

  /// Embeds texts together, no more than there is room for; hands over each one's vector.
  func run(
    _ texts: [Tokens],
    _ scratch: Scratch,
    take: (Int, UnsafePointer<Float>) -> Void
  ) {
    encoder.run(texts.map(\.ids), scratch.encoder)
    var row = 0
    for (place, text) in texts.enumerated() {
      // Nothing becomes the vector of a text without tokens.
      if text.ids.isEmpty {
        scratch.spare.start.update(repeating: 0, count: dimensions)
      } else {
        _ = pooler.pool(
          encoder.hidden(scratch.encoder) + row * encoder.stride,
          encoder.stride,
          text.ids.count,
          prompt: text.prompt,
          into: scratch.spare.start,
          spare: scratch.spare.start + pooler.widest
        )
      }
      take(place, scratch.spare.start)
      row += text.ids.count
    }
  }
}
