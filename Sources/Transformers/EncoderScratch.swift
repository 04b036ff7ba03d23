import Kernels

/// The room that one thread works in.
package final class EncoderScratch {
  /// The most rows that may come in at once.
  package let rows: Int
  let hidden: AlignedFloats
  let attention: AlignedFloats
  let context: AlignedFloats
  let inner: AlignedFloats
  let scores: AlignedFloats

  /// How many rows go through the wide middle of a layer at once, so that they stay in the nearest caches.
  static let innerRows = 96

  package init(_ encoder: Encoder, rows: Int) {
    let shape = encoder.shape
    self.rows = rows
    hidden = AlignedFloats(rows * EncoderShape.padded(shape.width))
    attention = AlignedFloats(rows * EncoderShape.padded(3 * shape.width))
    context = AlignedFloats(rows * EncoderShape.padded(shape.width))
    inner = AlignedFloats(Self.innerRows * EncoderShape.padded(shape.innerWidth))
    scores = AlignedFloats(
      encoder.kernels.attentionScratch(min(rows, shape.longest), shape.headWidth)
    )
  }
}
