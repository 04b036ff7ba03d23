import Foundation
import Kernels
import ModelFiles

/// Makes one vector of those of a text's tokens, by the steps that the model lists.
final class Pooler: Sendable {
  private let kernels: Kernels
  private let steps: [Step]
  private let width: Int
  /// The widest that a vector becomes on its way.
  let widest: Int

  private enum Step: Sendable {
    case pooling(Pooling)
    /// A row for each number of the result.
    case dense(AlignedFloats, bias: [Float], DenseLayer.Activation)
    case normalize
  }

  init(_ model: SentenceModel, _ kernels: Kernels) throws(ModelError) {
    self.kernels = kernels
    width = model.encoder.hiddenSize
    var steps: [Step] = []
    var widest = model.encoder.hiddenSize
    for step in model.steps {
      switch step {
      case .pooling(let pooling):
        steps.append(.pooling(pooling))
        widest = max(widest, pooling.modes.count * model.encoder.hiddenSize)
      case .dense(let layer):
        let dense = try model.weights(of: layer)
        try dense.weights.checkFinite([dense.weight] + [dense.bias].compactMap(\.self))
        let bias = dense.bias.map { dense.weights.floats(of: $0) }
        let rows = AlignedFloats(dense.weights.floats(of: dense.weight))
        steps.append(
          .dense(
            rows,
            bias: bias ?? Array(repeating: 0, count: layer.outputCount),
            layer.activation
          )
        )
        widest = max(widest, layer.outputCount)
      case .normalize: steps.append(.normalize)
      }
    }
    self.steps = steps
    self.widest = padded(widest)
  }

  /// Makes the vector; `prompt` tokens at the beginning are a prompt's, and `spare` has room for the widest.
  func pool(
    _ rows: UnsafePointer<Float>,
    _ stride: Int,
    _ count: Int,
    prompt: Int,
    into vector: UnsafeMutablePointer<Float>,
    spare: UnsafeMutablePointer<Float>
  ) -> Int {
    var length = width
    for step in steps {
      switch step {
      case .pooling(let pooling):
        let first = pooling.includesPrompt ? 0 : min(prompt, count - 1)
        for (place, mode) in pooling.modes.enumerated() {
          pool(mode, rows, stride, first..<count, vector + place * width)
        }
        length = width * pooling.modes.count
      case .dense(let weights, let bias, let activation):
        // Each by itself, in the one order that all processors have in common.
        for place in bias.indices {
          let sum = kernels.dot(vector, weights.start + place * length, length) + bias[place]
          spare[place] = Self.apply(activation, sum)
        }
        length = bias.count
        vector.update(from: spare, count: length)
      case .normalize: kernels.normaliseLength(vector, length)
      }
    }
    return length
  }

  private func pool(
    _ mode: Pooling.Mode,
    _ rows: UnsafePointer<Float>,
    _ stride: Int,
    _ range: Range<Int>,
    _ vector: UnsafeMutablePointer<Float>
  ) {
    let first = rows + range.lowerBound * stride
    switch mode {
    case .firstToken: vector.update(from: first, count: width)
    case .lastToken: vector.update(from: rows + (range.upperBound - 1) * stride, count: width)
    case .maximum: kernels.largestOfRows(first, stride, range.count, width, vector)
    case .mean: kernels.meanRows(first, stride, range.count, width, vector)
    case .meanByRoot:
      kernels.meanRows(first, stride, range.count, width, vector)
      let root = Float(range.count).squareRoot()
      for place in 0..<width { vector[place] *= root }
    case .weightedMean:
      vector.update(repeating: 0, count: width)
      for row in range {
        let weight = Float(row + 1)
        for place in 0..<width { vector[place] += weight * rows[row * stride + place] }
      }
      let total = range.reduce(Float(0)) { $0 + Float($1 + 1) }
      for place in 0..<width { vector[place] /= total }
    }
  }

  private static func apply(_ activation: DenseLayer.Activation, _ value: Float) -> Float {
    switch activation {
    case .identity: value
    // Through twice the precision, so that libraries that differ in the last bit give the same.
    case .tanh: Float(tanh(Double(value)))
    case .relu: max(value, 0)
    case .gelu: Float(0.5 * Double(value) * (1 + erf(Double(value) / 2.0.squareRoot())))
    case .sigmoid: Float(1 / (1 + exp(-Double(value))))
    }
  }
}
