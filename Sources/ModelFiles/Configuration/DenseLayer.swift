/// A layer that a text's vector passes after pooling.
package struct DenseLayer: Sendable, Hashable {
  package enum Activation: String, Sendable, Hashable {
    case identity = "Identity"
    case tanh = "Tanh"
    case relu = "ReLU"
    case gelu = "GELU"
    case sigmoid = "Sigmoid"
  }

  /// The folder of its weights.
  package let folder: String
  package let inputCount: Int
  package let outputCount: Int
  package let hasBias: Bool
  package let activation: Activation

  init(_ file: ConfigurationFile, folder: String, width: Int) throws(ModelError) {
    self.folder = folder
    inputCount = try file.whole("in_features", 1...1 << 20)
    outputCount = try file.whole("out_features", 1...1 << 20)
    guard inputCount == width else {
      throw file.damage(
        "'in_features' is \(inputCount), and what comes before gives \(width)",
        at: file.present("in_features")
      )
    }
    hasBias = try file.flag("bias", default: true)
    let name = try file.text(
      "activation_function",
      default: "torch.nn.modules.activation.Tanh"
    )
    guard let activation = Activation(rawValue: lastPart(of: name)) else {
      throw file.refusal(
        "'activation_function' is '\(name)'; those known are Identity, Tanh, ReLU, GELU, Sigmoid",
        at: file.present("activation_function")
      )
    }
    self.activation = activation
  }
}

/// A dotted name's last part.
func lastPart(of name: String) -> String {
  name.split(separator: ".").last.map(String.init) ?? name
}
