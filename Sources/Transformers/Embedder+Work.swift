import ModelFiles

extension Embedder {
  /// The multiplications and additions that texts of these many tokens take in the transformer.
  package func operations(of lengths: some Sequence<Int>) -> Double {
    let shape = model.encoder
    let (width, inner) = (Double(shape.hiddenSize), Double(shape.intermediateSize))
    let eachToken = 2 * (4 * width * width + 2 * width * inner)
    return lengths.reduce(0) { sum, length in
      let attention = 4 * Double(length) * width
      return sum + Double(shape.layerCount) * Double(length) * (eachToken + attention)
    }
  }
}
