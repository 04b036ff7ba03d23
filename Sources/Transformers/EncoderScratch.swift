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
  /// Rows of a block as words, where weights are no floats, and what each row was scaled and shifted by.
  let words: Aligned<Int32>
  let rowScales: AlignedFloats
  let rowZeros: Aligned<Int32>

  /// How many rows are multiplied with all panels before the next are.
  static let blockRows = 128
  /// How many rows go through the wide middle of a layer at once, so that they stay in the nearest caches.
  static let innerRows = 128

  package init(_ encoder: Encoder, rows: Int) {
    let configuration = encoder.configuration
    self.rows = rows
    hidden = AlignedFloats(rows * encoder.stride)
    attention = AlignedFloats(rows * padded(3 * encoder.width))
    context = AlignedFloats(rows * encoder.stride)
    inner = AlignedFloats(Self.innerRows * padded(configuration.intermediateSize))
    let room = encoder.attentionKernels.scratch
    scores = AlignedFloats(room(min(rows, configuration.longestText), configuration.headSize))
    let widest = (max(encoder.width, configuration.intermediateSize) + 3) / 4 * 2
    words = Aligned(encoder.precision == .f32 ? 0 : Self.blockRows * widest)
    rowScales = AlignedFloats(Self.blockRows)
    rowZeros = Aligned(Self.blockRows)
  }
}
