import ModelFiles
import SystemIO

/// How fast a model's own products go on one thread, each alone, with all it needs in the caches.
package struct ProductRate: Sendable {
  package let inputs: Int
  package let columns: Int
  /// Whether the activation is part of it.
  package let isActivated: Bool
  /// Numbers that are multiplied and added, two operations each, in a second.
  package let rate: Double
}

extension Encoder {
  /// The best of some rounds, for the four matrices of the first layer.
  package func productRates(rounds: Int = 200) -> [ProductRate] {
    guard let layer = layers.first else { return [] }
    let rows = EncoderScratch.innerRows
    let scratch = EncoderScratch(self, rows: rows)
    let products = [
      (layer.attention, 0), (layer.attentionOutput, 0),
      (layer.widening, configuration.activation.finish), (layer.narrowing, 0),
    ]
    return products.map { matrix, finish in
      let (a, c) = (AlignedFloats(rows * matrix.inputs), AlignedFloats(rows * matrix.columns))
      for place in 0..<rows * matrix.inputs { a.start[place] = Float(place % 31) / 31 - 0.5 }
      var least = Int64.max
      for _ in 0..<rounds {
        let start = MonotonicClock.now
        multiply(
          a.start,
          matrix.inputs,
          rows,
          matrix,
          c.start,
          matrix.columns,
          finish,
          scratch
        )
        least = min(least, MonotonicClock.now - start)
      }
      let operations = 2 * Double(rows * matrix.inputs * matrix.columns)
      return ProductRate(
        inputs: matrix.inputs,
        columns: matrix.columns,
        isActivated: finish != 0,
        rate: operations / Double(max(1, least)) * 1e9
      )
    }
  }
}

extension Embedder {
  package func productRates() -> [ProductRate] { encoder.productRates() }
}
