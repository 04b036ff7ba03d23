/// The sizes of an encoder, and what its layers are made of.
package struct EncoderShape: Sendable, Hashable {
  package enum Activation: Int, Sendable {
    case gelu = 1
    case tanhGELU = 2
    case relu = 4
  }

  package var layers: Int
  package var width: Int
  package var heads: Int
  package var innerWidth: Int
  package var activation = Activation.gelu
  package var epsilon: Float = 1e-12
  package var vocabulary: Int
  package var positions: Int
  /// The position of a text's first token; some models count from behind their padding's.
  package var firstPosition = 0
  /// Whether each token has the type of the first text of a pair added.
  package var hasTypes = true
  /// Into how many distances relative positions are sorted; nil where there are none.
  package var relativeBuckets: Int?

  package init(
    layers: Int,
    width: Int,
    heads: Int,
    innerWidth: Int,
    vocabulary: Int,
    positions: Int
  ) {
    self.layers = layers
    self.width = width
    self.heads = heads
    self.innerWidth = innerWidth
    self.vocabulary = vocabulary
    self.positions = positions
  }

  var headWidth: Int { width / heads }
  /// The longest text it can take.
  package var longest: Int { positions - firstPosition }

  /// How much room a row of so many columns has, as packed weights give it.
  static func padded(_ columns: Int) -> Int { (columns + 47) / 48 * 48 }
}

/// Where the weights of an encoder come from, by the names that they have there.
package protocol WeightSource: Sendable {
  func values(_ name: String, shape: [Int]) throws -> [Float]
}
