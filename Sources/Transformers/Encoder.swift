package import Kernels

/// A transformer encoder: token numbers in, a vector for each token out.
///
/// Texts are run together as rows of one tall matrix without anything between; only attention knows where one ends.
package final class Encoder: Sendable {
  package let shape: EncoderShape
  let kernels: Kernels
  let words: AlignedFloats
  let positions: AlignedFloats
  /// The vector of the first type, which all tokens have.
  let type: AlignedFloats?
  let embeddingNorm: NormalLayer
  let layers: [EncoderLayer]
  /// By head and distance from -(longest - 1) on.
  let relative: AlignedFloats?

  package init(
    _ shape: EncoderShape,
    _ names: EncoderNames,
    from source: some WeightSource,
    _ kernels: Kernels = Kernels()
  ) throws {
    self.shape = shape
    self.kernels = kernels
    let width = shape.width
    words = AlignedFloats(try source.values(names.words, shape: [shape.vocabulary, width]))
    positions = AlignedFloats(try source.values(names.positions, shape: [shape.positions, width]))
    if let types = names.types, shape.hasTypes {
      // However many types there are, only the first is asked for.
      type = AlignedFloats(Array(try source.values(types, shape: [-1, width]).prefix(width)))
    } else {
      type = nil
    }
    embeddingNorm = NormalLayer(
      try source.values("\(names.embeddingNorm).weight", shape: [width]),
      try source.values("\(names.embeddingNorm).bias", shape: [width])
    )
    var layers: [EncoderLayer] = []
    for index in 0..<shape.layers {
      layers.append(try EncoderLayer(shape, names, index, source))
    }
    self.layers = layers
    if let buckets = shape.relativeBuckets, let name = names.relativeBias {
      let table = try source.values(name, shape: [buckets, shape.heads])
      relative = RelativePositions.table(table, shape, buckets: buckets)
    } else {
      relative = nil
    }
  }
}

/// One layer's weights.
final class EncoderLayer: Sendable {
  let attention: PackedLayer
  let attentionOutput: PackedLayer
  let attentionNorm: NormalLayer
  let up: PackedLayer
  let down: PackedLayer
  let outputNorm: NormalLayer

  init(
    _ shape: EncoderShape,
    _ names: EncoderNames,
    _ index: Int,
    _ source: some WeightSource
  ) throws {
    let prefix = "\(names.layer)\(index)."
    let (width, inner) = (shape.width, shape.innerWidth)
    func weights(_ name: String, _ outputs: Int, _ inputs: Int) throws -> [Float] {
      try source.values("\(prefix)\(name).weight", shape: [outputs, inputs])
    }
    func bias(_ name: String, _ outputs: Int) throws -> [Float] {
      try source.values("\(prefix)\(name).bias", shape: [outputs])
    }
    func norm(_ name: String) throws -> NormalLayer {
      NormalLayer(
        try source.values("\(prefix)\(name).weight", shape: [width]),
        try bias(name, width)
      )
    }
    let parts = [names.query, names.key, names.value]
    attention = PackedLayer(
      try parts.flatMap { try weights($0, width, width) },
      try parts.flatMap { try bias($0, width) },
      inputs: width,
      // Scores are then exponents to base two, with nothing left to be done to them.
      scale: (0..<width, Float(1.4426950408889634 / Double(shape.headWidth).squareRoot()))
    )
    attentionOutput = PackedLayer(
      try weights(names.attentionOutput, width, width),
      try bias(names.attentionOutput, width),
      inputs: width
    )
    attentionNorm = try norm(names.attentionNorm)
    up = PackedLayer(try weights(names.up, inner, width), try bias(names.up, inner), inputs: width)
    down = PackedLayer(
      try weights(names.down, width, inner),
      try bias(names.down, width),
      inputs: inner
    )
    outputNorm = try norm(names.outputNorm)
  }
}
