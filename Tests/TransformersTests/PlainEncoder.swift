import Foundation
import ModelFiles

/// The same transformer as plain loops in twice the precision.
struct PlainEncoder {
  let shape: EncoderConfiguration
  let weights: EncoderWeights

  private func values(_ part: EncoderPart) -> [Double] {
    weights.weights.floats(of: weights[part]).map(Double.init)
  }

  /// The rows of a text's tokens.
  func run(_ ids: [UInt32]) -> [[Double]] {
    let width = shape.hiddenSize
    let (words, positions) = (values(.words), values(.positions))
    let type = shape.typeCount > 0 ? values(.types) : Array(repeating: 0, count: width)
    var rows = ids.enumerated().map { place, id in
      (0..<width).map {
        words[Int(id) * width + $0] + positions[(shape.firstPosition + place) * width + $0]
          + type[$0]
      }
    }
    rows = rows.map { norm($0) { .embeddingNorm($0) } }
    for layer in 0..<shape.layerCount {
      let context = attention(rows, layer)
      rows = zip(rows, context).map { row, context in
        norm(zip(row, linear(context, layer, .attentionOutput)).map { $0 + $1 }) {
          .layer(layer, .attentionNorm, $0)
        }
      }
      rows = rows.map { row in
        let inner = linear(row, layer, .widening).map(activate)
        return norm(zip(row, linear(inner, layer, .narrowing)).map { $0 + $1 }) {
          .layer(layer, .outputNorm, $0)
        }
      }
    }
    return rows
  }

  private func activate(_ x: Double) -> Double {
    switch shape.activation {
    case .gelu: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
    case .tanhGELU: 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    }
  }

  private func linear(_ row: [Double], _ layer: Int, _ part: EncoderPart.LayerPart) -> [Double] {
    let weight = values(.layer(layer, part, .weight))
    return values(.layer(layer, part, .bias)).enumerated().map { output, bias in
      row.indices.reduce(bias) { $0 + row[$1] * weight[output * row.count + $1] }
    }
  }

  private func attention(_ rows: [[Double]], _ layer: Int) -> [[Double]] {
    let parts: [[[Double]]] = [.query, .key, .value].map { part in
      rows.map { linear($0, layer, part) }
    }
    let size = shape.headSize
    let table = shape.relativeBucketCount > 0 ? values(.distances) : []
    return rows.indices.map { query in
      (0..<shape.headCount).flatMap { head in
        let places = head * size..<(head + 1) * size
        var scores = rows.indices.map { key in
          places.reduce(0) { $0 + parts[0][query][$1] * parts[1][key][$1] }
            / Double(size).squareRoot()
        }
        if !table.isEmpty {
          for key in rows.indices {
            scores[key] += table[bucket(key - query) * shape.headCount + head]
          }
        }
        let largest = scores.max() ?? 0
        let powers = scores.map { exp($0 - largest) }
        let total = powers.reduce(0, +)
        return places.map { place in
          rows.indices.reduce(0) { $0 + powers[$1] / total * parts[2][$1][place] }
        }
      }
    }
  }

  /// The class of a distance: half of them for keys behind the query, half of each half for single distances.
  private func bucket(_ distance: Int) -> Int {
    let half = shape.relativeBucketCount / 2
    let near = half / 2
    let far = abs(distance)
    let side = distance > 0 ? half : 0
    if far < near { return side + far }
    let share = log(Double(far) / Double(near)) / log(128 / Double(near))
    return side + min(half - 1, near + Int(share * Double(half - near)))
  }

  private func norm(_ row: [Double], _ part: (EncoderPart.Half) -> EncoderPart) -> [Double] {
    let mean = row.reduce(0, +) / Double(row.count)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    let (scale, shift) = (values(part(.weight)), values(part(.bias)))
    return row.indices.map {
      (row[$0] - mean) / (variance + Double(shape.normEpsilon)).squareRoot() * scale[$0] + shift[$0]
    }
  }
}
