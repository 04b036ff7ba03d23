import Kernels
import ModelFiles

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
    let configuration = encoder.configuration
    self.rows = rows
    hidden = AlignedFloats(rows * encoder.stride)
    attention = AlignedFloats(rows * padded(3 * encoder.width))
    context = AlignedFloats(rows * encoder.stride)
    inner = AlignedFloats(Self.innerRows * padded(configuration.intermediateSize))
    scores = AlignedFloats(
      encoder.kernels.attentionScratch(min(rows, configuration.longestText), configuration.headSize)
    )
  }
}
