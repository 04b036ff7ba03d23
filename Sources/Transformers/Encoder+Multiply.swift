import Kernels

extension Encoder {
  /// Multiplies rows with a layer's weights, whatever numbers these are.
  ///
  /// Goes by blocks of rows, each with all panels, so that the rows stay near.
  func multiply(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ layer: PackedLayer,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ finish: Int,
    _ scratch: EncoderScratch
  ) {
    var row = 0
    while row < rows {
      let count = min(EncoderScratch.blockRows, rows - row)
      multiplyBlock(
        a + row * aStride,
        aStride,
        count,
        layer,
        c + row * cStride,
        cStride,
        finish,
        scratch
      )
      row += count
    }
  }

  private func multiplyBlock(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ layer: PackedLayer,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ finish: Int,
    _ scratch: EncoderScratch
  ) {
    let words = layer.weights.words(layer.inputs, kernels)
    switch layer.weights {
    case .floats(let panels):
      kernels.multiply(
        a,
        aStride,
        rows,
        layer.inputs,
        panels.start,
        layer.bias.start,
        layer.columns,
        c,
        cStride,
        finish
      )
    case .halves(let panels):
      guard let halves = kernels.halves else { preconditionFailure("packed for other kernels") }
      halves.halveRows(a, aStride, rows, layer.inputs, scratch.words.start, words)
      halves.multiply(
        scratch.words.start,
        words,
        rows,
        words,
        panels.start,
        layer.bias.start,
        layer.columns,
        c,
        cStride,
        finish
      )
    case .bytes(let panels, let scales, let sums):
      kernels.bytes.quantiseRows(
        a,
        aStride,
        rows,
        layer.inputs,
        scratch.words.start,
        words,
        scratch.rowScales.start,
        scratch.rowZeros.start
      )
      kernels.bytes.multiply(
        scratch.words.start,
        words,
        rows,
        words,
        scratch.rowScales.start,
        scratch.rowZeros.start,
        panels.start,
        scales.start,
        sums.start,
        layer.bias.start,
        layer.columns,
        c,
        cStride,
        finish
      )
    }
  }
}
