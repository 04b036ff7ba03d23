/// The weights of a transformer, found by what they are for, whatever the file calls them.
///
/// All parts are there, of the right shapes and of readable kinds.
package struct EncoderWeights: Sendable {
  package let weights: Weights
  private let tensors: [EncoderPart: Tensor]

  init(_ weights: Weights, for encoder: EncoderConfiguration) throws(ModelError) {
    self.weights = weights
    let family = encoder.family
    let words = EncoderPart.words.name(in: family)
    let prefix = EncoderPart.prefixes(of: family).first { weights.tensor($0 + words) != nil } ?? ""
    var tensors: [EncoderPart: Tensor] = [:]
    var missing: [String] = []
    for part in EncoderPart.all(of: encoder) {
      let name = prefix + part.name(in: family)
      guard let tensor = weights.tensor(name) ?? Self.formerly(name).flatMap(weights.tensor) else {
        missing.append(name)
        continue
      }
      try Self.check(tensor, has: part.shape(in: encoder), in: weights)
      tensors[part] = tensor
    }
    guard missing.isEmpty else {
      let shown = missing.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
      let rest = missing.count > 4 ? " and \(missing.count - 4) more" : ""
      throw .damaged(
        place: "'\(weights.path)'",
        "a \(family.rawValue) model of \(encoder.layerCount) layers has \(shown)\(rest), and it has not"
      )
    }
    self.tensors = tensors
  }

  /// What the halves of a norm were called by the first BERT.
  private static func formerly(_ name: String) -> String? {
    if name.hasSuffix("LayerNorm.weight") { return name.dropLast(6) + "gamma" }
    if name.hasSuffix("LayerNorm.bias") { return name.dropLast(4) + "beta" }
    return nil
  }

  static func check(
    _ tensor: Tensor,
    has shape: [Int],
    in weights: Weights
  ) throws(ModelError) {
    let place = "'\(weights.path(of: tensor))'"
    guard tensor.kind.isReadable else {
      throw .unsupported(
        place: place,
        "tensor '\(tensor.name)' is of \(tensor.kind.name); those read are F32, F16 and BF16"
      )
    }
    guard tensor.shape == shape else {
      throw .damaged(
        place: place,
        "tensor '\(tensor.name)' has the shape \(tensor.shape), and the model's is \(shape)"
      )
    }
  }

  /// The tensor of a part; there is one for every part of the model.
  package subscript(part: EncoderPart) -> Tensor {
    guard let tensor = tensors[part] else {
      preconditionFailure("a part that the model does not have")
    }
    return tensor
  }

  /// All tensors that the transformer needs, sorted by the bytes of their names.
  package var all: [Tensor] {
    tensors.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

/// The weights of a layer after pooling.
package struct DenseWeights: Sendable {
  package let weights: Weights
  /// Of the shape outputs × inputs.
  package let weight: Tensor
  package let bias: Tensor?

  init(_ layer: DenseLayer) throws(ModelError) {
    let weights = try Weights(folder: layer.folder)
    func tensor(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
      guard let tensor = weights.tensor(name) else {
        throw .damaged(place: "'\(weights.path)'", "such a layer has '\(name)', and it has not")
      }
      try EncoderWeights.check(tensor, has: shape, in: weights)
      return tensor
    }
    weight = try tensor("linear.weight", [layer.outputCount, layer.inputCount])
    bias = layer.hasBias ? try tensor("linear.bias", [layer.outputCount]) : nil
    self.weights = weights
  }
}

extension SentenceModel {
  /// Opens the weights of the transformer; numbers are not looked at.
  package func weights() throws(ModelError) -> EncoderWeights {
    try EncoderWeights(Weights(folder: encoderFolder), for: encoder)
  }

  /// Opens the weights of a layer after pooling.
  package func weights(of layer: DenseLayer) throws(ModelError) -> DenseWeights {
    try DenseWeights(layer)
  }

  /// Looks at everything: files, shapes, every number, the tokenizer.
  package func check() throws(ModelError) {
    let encoder = try weights()
    try encoder.weights.checkFinite(encoder.all)
    encoder.weights.release()
    for case .dense(let layer) in steps {
      let dense = try weights(of: layer)
      try dense.weights.checkFinite([dense.weight] + [dense.bias].compactMap(\.self))
    }
    _ = try tokenizer()
  }
}
