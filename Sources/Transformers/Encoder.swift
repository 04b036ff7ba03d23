package import Kernels
package import ModelFiles
import SystemIO

/// A transformer encoder: token numbers in, a vector for each token out.
///
/// Texts are run together as rows of one tall matrix without anything between; only attention knows where one ends.
package final class Encoder: Sendable {
  package let configuration: EncoderConfiguration
  package let precision: Precision
  let kernels: Kernels
  let weights: EncoderWeights
  let positions: AlignedFloats
  /// The vector of the first type, which all tokens have.
  let type: AlignedFloats?
  let embeddingNorm: NormalLayer
  let layers: [EncoderLayer]
  /// By head and distance from -(longest - 1) on.
  let relative: AlignedFloats?

  /// Packs the weights; the vectors of words stay in their file.
  package init(
    _ weights: EncoderWeights,
    _ configuration: EncoderConfiguration,
    _ kernels: Kernels,
    _ precision: Precision = .f32
  ) throws(ModelError) {
    guard precision.isAvailable(kernels) else { throw .noInstructions(precision.rawValue) }
    // Said now, since there is no way back from the middle of packing.
    let need = WeightMemory.need(of: configuration, precision)
    guard LargeMemory.isThere(byteCount: need) else { throw .noMemory(bytes: need) }
    self.configuration = configuration
    self.precision = precision
    self.kernels = kernels
    self.weights = weights
    let source = WeightSource(weights)
    positions = AlignedFloats(source.values(.positions))
    type =
      configuration.typeCount > 0
      ? AlignedFloats(Array(source.values(.types).prefix(configuration.hiddenSize))) : nil
    embeddingNorm = source.norm { .embeddingNorm($0) }
    let memory = WeightMemory()
    layers = inParallel(configuration.layerCount) {
      let layer = EncoderLayer(configuration, $0, source, precision, kernels, memory)
      // What was packed is not needed again.
      weights.weights.release()
      return layer
    }
    relative =
      configuration.relativeBucketCount > 0
      ? RelativePositions.table(source.values(.distances), configuration) : nil
    weights.weights.release()
  }

  var width: Int { configuration.hiddenSize }
  /// How far the rows of `hidden` are apart.
  package var stride: Int { padded(width) }
}

/// How much room a row of so many columns has, as packed weights give it.
func padded(_ columns: Int) -> Int { (columns + 47) / 48 * 48 }

/// Reads weights by what they are for.
struct WeightSource {
  private let weights: EncoderWeights

  init(_ weights: EncoderWeights) { self.weights = weights }

  func values(_ part: EncoderPart) -> [Float] { weights.weights.floats(of: weights[part]) }

  func rows(_ parts: [EncoderPart], _ width: Int) -> WeightRows {
    WeightRows(weights: weights.weights, tensors: parts.map { weights[$0] }, width: width)
  }

  func norm(_ part: (EncoderPart.Half) -> EncoderPart) -> NormalLayer {
    NormalLayer(values(part(.weight)), values(part(.bias)))
  }
}

/// One layer's weights.
final class EncoderLayer: Sendable {
  let attention: PackedLayer
  let attentionOutput: PackedLayer
  let attentionNorm: NormalLayer
  let widening: PackedLayer
  let narrowing: PackedLayer
  let outputNorm: NormalLayer

  init(
    _ configuration: EncoderConfiguration,
    _ index: Int,
    _ source: WeightSource,
    _ precision: Precision,
    _ kernels: Kernels,
    _ memory: WeightMemory
  ) {
    let width = configuration.hiddenSize
    func values(_ part: EncoderPart.LayerPart, _ half: EncoderPart.Half) -> [Float] {
      source.values(.layer(index, part, half))
    }
    func rows(_ parts: [EncoderPart.LayerPart], _ inputs: Int) -> WeightRows {
      source.rows(parts.map { .layer(index, $0, .weight) }, inputs)
    }
    func packed(_ part: EncoderPart.LayerPart, _ inputs: Int) -> PackedLayer {
      PackedLayer(rows([part], inputs), values(part, .bias), precision, kernels, memory)
    }
    let parts: [EncoderPart.LayerPart] = [.query, .key, .value]
    attention = PackedLayer(
      rows(parts, width),
      parts.flatMap { values($0, .bias) },
      precision,
      kernels,
      memory,
      // Scores are then exponents to base two, with nothing left to be done to them.
      scale: (0..<width, Float(1.4426950408889634 / Double(configuration.headSize).squareRoot()))
    )
    attentionOutput = packed(.attentionOutput, width)
    attentionNorm = source.norm { .layer(index, .attentionNorm, $0) }
    widening = packed(.widening, width)
    narrowing = packed(.narrowing, configuration.intermediateSize)
    outputNorm = source.norm { .layer(index, .outputNorm, $0) }
  }
}
