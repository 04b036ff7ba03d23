import ModelFiles

/// A matrix and its bias as the kernels want them: panels of 48 columns, row by row.
final class PackedLayer: Sendable {
  let panels: AlignedFloats
  let bias: AlignedFloats
  let inputs: Int
  /// Columns with those that fill the last panel.
  let columns: Int

  /// Packs weights that have one row for each column of the result.
  init(
    _ weights: [Float],
    _ bias: [Float],
    inputs: Int,
    scale: (column: Range<Int>, by: Float)? = nil
  ) {
    let outputs = bias.count
    self.inputs = inputs
    columns = padded(outputs)
    panels = AlignedFloats(columns * inputs)
    self.bias = AlignedFloats(columns)
    for column in 0..<outputs {
      let factor = scale.map { $0.column.contains(column) ? $0.by : 1 } ?? 1
      let target = panels.start + (column / 48 * 48 * inputs + column % 48)
      let source = column * inputs
      for step in 0..<inputs { target[step * 48] = weights[source + step] * factor }
      self.bias.start[column] = bias[column] * factor
    }
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
