import Kernels
import ModelFiles

/// A matrix and its bias as the kernels want them: panels of 48 columns.
final class PackedLayer: Sendable {
  let weights: PackedWeights
  let bias: AlignedFloats
  let inputs: Int
  /// Columns with those that fill the last panel.
  let columns: Int

  /// Packs weights that have one row for each column of the result, and the numbers that are added to these.
  init(
    _ rows: WeightRows,
    _ bias: [Float],
    _ precision: Precision,
    _ kernels: Kernels,
    _ memory: WeightMemory,
    scale: (column: Range<Int>, by: Float)? = nil
  ) {
    let outputs = bias.count
    inputs = rows.width
    columns = padded(outputs)
    self.bias = AlignedFloats(columns)
    var factors = [Float](repeating: 1, count: outputs)
    if let scale { for column in scale.column { factors[column] = scale.by } }
    for column in 0..<outputs { self.bias.start[column] = bias[column] * factors[column] }
    let matrix = WeightMatrix(rows, factors: factors, memory)
    switch precision {
    case .f32: self.weights = matrix.floats()
    case .bf16: self.weights = matrix.halves()
    case .int8: self.weights = matrix.bytes(by: kernels.bytes.group)
    }
  }
}

/// Weights as panels, row by row or, where they are small, word by word.
enum PackedWeights: Sendable {
  case floats(AlignedFloats)
  case halves(Aligned<UInt16>)
  /// Each column is multiplied by its scale afterwards; its sum is what a row's zero is taken away by.
  case bytes(Aligned<Int8>, scales: AlignedFloats, sums: Aligned<Int32>)

  /// How many words a row of so many numbers has.
  func words(_ inputs: Int, _ kernels: Kernels) -> Int {
    switch self {
    case .floats: inputs
    case .halves: (inputs + 1) / 2
    case .bytes: (inputs + 3) / 4 * 4 / kernels.bytes.group
    }
  }
}

/// Matrices of one width, one below the other, as a model's file has them.
struct WeightRows {
  let weights: Weights
  let tensors: [Tensor]
  let width: Int

  /// Copies a row, counted over all of them.
  func read(_ row: Int, into target: UnsafeMutablePointer<Float>) {
    var row = row
    for tensor in tensors {
      let count = tensor.count / width
      if row < count {
        weights.read(tensor, into: target, from: row * width, count: width)
        return
      }
      row -= count
    }
  }
}

/// The weights of a layer on their way into panels, and what each column is multiplied by.
private struct WeightMatrix {
  let rows: WeightRows
  let factors: [Float]
  let memory: WeightMemory
  /// One row, since a copy of all would be as much to make as the panels themselves.
  private let row: AlignedFloats

  init(_ rows: WeightRows, factors: [Float], _ memory: WeightMemory) {
    self.rows = rows
    self.factors = factors
    self.memory = memory
    row = AlignedFloats(rows.width)
  }

  private var inputs: Int { rows.width }
  private var columns: Int { padded(factors.count) }

  /// Calls with each number of a column of the panels: its row, its value.
  private func forEach(of column: Int, _ body: (Int, Float) -> Void) {
    rows.read(column, into: row.start)
    let factor = factors[column]
    for step in 0..<inputs { body(step, row.start[step] * factor) }
  }

  func floats() -> PackedWeights {
    let panels = AlignedFloats(columns * inputs, in: memory)
    for column in factors.indices {
      let target = panels.start + (column / 48 * 48 * inputs + column % 48)
      forEach(of: column) { target[$0 * 48] = $1 }
    }
    return .floats(panels)
  }

  func halves() -> PackedWeights {
    let words = (inputs + 1) / 2
    let panels = Aligned<UInt16>(columns * words * 2, in: memory)
    for column in factors.indices {
      let target = panels.start + (column / 48 * 48 * words * 2 + column % 48 * 2)
      forEach(of: column) { step, value in
        // To the nearest, ties to even; the numbers are finite.
        let bits = value.bitPattern
        let rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16
        target[step / 2 * 96 + step % 2] = UInt16(truncatingIfNeeded: rounded)
      }
    }
    return .halves(panels)
  }

  func bytes(by group: Int) -> PackedWeights {
    let size = (inputs + 3) / 4 * 4
    let panels = Aligned<Int8>(columns * size, in: memory)
    let (scales, sums) = (AlignedFloats(columns), Aligned<Int32>(columns))
    for column in factors.indices {
      var most: Float = 0
      forEach(of: column) { most = abs($1) > most ? abs($1) : most }
      let inverse: Float = most > 1e-30 ? 127 / most : 0
      scales.start[column] = most > 1e-30 ? most / 127 : 0
      let target = panels.start + (column / 48 * 48 * size + column % 48 * group)
      var sum: Int32 = 0
      forEach(of: column) { step, value in
        // The lowest bits then are the nearest whole number.
        let bits = (value * inverse + 12_582_912).bitPattern
        let number = Int8(truncatingIfNeeded: bits)
        target[step / group * 48 * group + step % group] = number
        sum += Int32(number)
      }
      sums.start[column] = sum
    }
    return .bytes(panels, scales: scales, sums: sums)
  }
}

/// What a row is scaled and shifted by after it was normalised.
final class NormalLayer: Sendable {
  let scale: AlignedFloats
  let shift: AlignedFloats

  init(_ scale: [Float], _ shift: [Float]) {
    self.scale = AlignedFloats(scale)
    self.shift = AlignedFloats(shift)
  }
}

extension EncoderConfiguration.Activation {
  /// What the kernels call it.
  var finish: Int {
    switch self {
    case .gelu: 1
    case .tanhGELU: 2
    case .relu: 4
    }
  }
}
