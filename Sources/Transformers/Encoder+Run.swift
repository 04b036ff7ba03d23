import Kernels
import ModelFiles

extension Encoder {
  /// Runs texts through all layers; their rows are in `hidden` afterwards, one behind the other.
  package func run(_ texts: [[UInt32]], _ scratch: EncoderScratch) {
    let lengths = texts.map(\.count)
    let rows = lengths.reduce(0, +)
    // The kernels look at no bounds.
    precondition(rows <= scratch.rows, "more rows than there is room for")
    precondition(lengths.allSatisfy { $0 <= configuration.longestText }, "a text without positions")
    embed(texts, scratch)
    for layer in layers {
      attend(layer, lengths, rows, scratch)
      kernels.normaliseLayer(
        scratch.hidden.start,
        stride,
        rows,
        width,
        layer.attentionNorm.scale.start,
        layer.attentionNorm.shift.start,
        configuration.normEpsilon
      )
      feedForward(layer, rows, scratch)
    }
  }

  private func embed(_ texts: [[UInt32]], _ scratch: EncoderScratch) {
    let words = weights[.words]
    var row = 0
    for text in texts {
      for (place, token) in text.enumerated() {
        let target = scratch.hidden.start + row * stride
        weights.weights.read(words, into: target, from: Int(token) * width, count: width)
        kernels.addRows(
          target,
          positions.start + (configuration.firstPosition + place) * width,
          type.map { UnsafePointer($0.start) },
          width,
          target
        )
        row += 1
      }
    }
    kernels.normaliseLayer(
      scratch.hidden.start,
      stride,
      row,
      width,
      embeddingNorm.scale.start,
      embeddingNorm.shift.start,
      configuration.normEpsilon
    )
  }

  private func attend(
    _ layer: EncoderLayer,
    _ lengths: [Int],
    _ rows: Int,
    _ scratch: EncoderScratch
  ) {
    let columns = layer.attention.columns
    multiply(
      scratch.hidden.start,
      stride,
      rows,
      layer.attention,
      scratch.attention.start,
      columns,
      0,
      scratch
    )
    let span = 2 * configuration.longestText - 1
    let attend = attentionKernels.attend
    var row = 0
    for length in lengths {
      for head in 0..<configuration.headCount {
        let place = scratch.attention.start + (row * columns + head * configuration.headSize)
        let bias = relative.map {
          UnsafePointer($0.start + (head * span + configuration.longestText - 1))
        }
        attend(
          place,
          place + width,
          place + 2 * width,
          columns,
          length,
          configuration.headSize,
          bias,
          scratch.context.start + (row * stride + head * configuration.headSize),
          stride,
          scratch.scores.start
        )
      }
      row += length
    }
    multiply(
      scratch.context.start,
      stride,
      rows,
      layer.attentionOutput,
      scratch.hidden.start,
      stride,
      3,
      scratch
    )
  }

  private func feedForward(_ layer: EncoderLayer, _ rows: Int, _ scratch: EncoderScratch) {
    var row = 0
    while row < rows {
      let count = min(EncoderScratch.innerRows, rows - row)
      let place = scratch.hidden.start + row * stride
      multiply(
        place,
        stride,
        count,
        layer.widening,
        scratch.inner.start,
        layer.widening.columns,
        configuration.activation.finish,
        scratch
      )
      multiply(
        scratch.inner.start,
        layer.widening.columns,
        count,
        layer.narrowing,
        place,
        stride,
        3,
        scratch
      )
      kernels.normaliseLayer(
        place,
        stride,
        count,
        width,
        layer.outputNorm.scale.start,
        layer.outputNorm.shift.start,
        configuration.normEpsilon
      )
      row += count
    }
  }
}

extension Encoder {
  /// The rows that the last run left, `padded(width)` apart.
  package func hidden(_ scratch: EncoderScratch) -> UnsafePointer<Float> {
    UnsafePointer(scratch.hidden.start)
  }
}
