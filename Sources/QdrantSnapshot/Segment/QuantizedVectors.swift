import JSON

/// Vectors as bytes, by Qdrant's rule for the range that the bytes span.
package struct QuantizedVectors {
  /// How many vectors the range is taken from.
  private static let sampleSize = 5000

  let distance: Distance
  let dimensions: Int
  let alpha: Float
  let offset: Float

  /// A record begins with a number and has codes up to a multiple of sixteen.
  var paddedDimensions: Int { (dimensions + 15) / 16 * 16 }
  var recordSize: Int { 4 + paddedDimensions }

  init(_ vectors: StoredVectors, distance: Distance, quantile: Double?) {
    self.distance = distance
    dimensions = vectors.dimensions
    let (least, greatest) = Self.range(of: vectors, quantile: quantile)
    offset = least
    let step = (greatest - least) / 127
    // Where all numbers are the same, any step says so.
    alpha = step > 0 ? step : 1
  }

  package init(distance: Distance, dimensions: Int, alpha: Float, offset: Float) {
    self.distance = distance
    self.dimensions = dimensions
    self.alpha = alpha
    self.offset = offset
  }

  /// The range of numbers that is told apart.
  ///
  /// What is cut from it is counted in vectors, not in numbers: of 5,000 vectors and a quantile of 0.99
  /// some 25 numbers at each end, however many dimensions they have.
  static func range(of vectors: StoredVectors, quantile: Double?) -> (Float, Float) {
    let rows = sampledRows(of: vectors.count, size: sampleSize)
    let taken = quantile.map { $0 < 1 && vectors.count >= 127 } == true
    var numbers: [Float] = []
    var row: [Float] = []
    var (least, greatest) = (Float.infinity, -Float.infinity)
    for index in taken ? rows : Array(0..<vectors.count) {
      vectors.row(index, into: &row)
      if taken {
        numbers += row
      } else {
        for number in row { (least, greatest) = (min(least, number), max(greatest, number)) }
      }
    }
    guard taken, let quantile else { return least <= greatest ? (least, greatest) : (0, 0) }
    numbers.sort()
    let cut = max(1, Int(Double(rows.count) * (1 - quantile) / 2))
    guard cut + 1 < numbers.count - cut - 1 else { return (numbers[0], numbers[numbers.count - 1]) }
    return (numbers[cut + 1], numbers[numbers.count - cut - 1])
  }

  /// Rows drawn without returning them, the same at every run.
  package static func sampledRows(of count: Int, size: Int) -> [Int] {
    guard count > size else { return Array(0..<count) }
    var chosen: Set<Int> = []
    var state: UInt64 = 0
    for last in count - size..<count {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      let drawn = Int((word ^ word >> 31) % UInt64(last + 1))
      if !chosen.insert(drawn).inserted { chosen.insert(last) }
    }
    return chosen.sorted()
  }

  func code(_ number: Float) -> UInt8 {
    let place = (number - offset) / alpha
    return UInt8(min(max(place, 0), 127).rounded(.toNearestOrAwayFromZero))
  }

  /// A vector's record: what is the same for all comparisons with it, and its codes.
  package func record(_ numbers: [Float], into bytes: inout [UInt8]) {
    var sum = 0
    var squares = 0
    let padding = distance == .dot || distance == .cosine ? code(0) : code(offset)
    var codes: [UInt8] = []
    codes.reserveCapacity(paddedDimensions)
    for index in 0..<paddedDimensions {
      let code = index < numbers.count ? code(numbers[index]) : padding
      sum += Int(code)
      squares += Int(code) * Int(code)
      codes.append(code)
    }
    let own: Float =
      switch distance {
      case .cosine, .dot:
        alpha * offset * Float(sum) + Float(paddedDimensions) * offset * offset
      case .euclid: -alpha * alpha * Float(squares)
      case .manhattan: 0
      }
    bytes.append(real: own)
    bytes += codes
  }

  private var multiplier: Float {
    switch distance {
    case .cosine, .dot: alpha * alpha
    case .euclid: 2 * alpha * alpha
    case .manhattan: -alpha
    }
  }

  private func vectorParameters(count: Int) -> JSON {
    let (name, inverts): (JSON, JSON) =
      switch distance {
      case .cosine, .dot: ("Dot", false)
      case .euclid: ("L2", true)
      case .manhattan: ("L1", true)
      }
    return [
      "dim": JSON(dimensions), "distance_type": name, "invert": inverts, "count": JSON(count),
    ]
  }

  func configuration(_ quantization: ScalarQuantization, count: Int) -> JSON {
    [
      "quantization_config": quantization.json,
      "vector_parameters": vectorParameters(count: count),
    ]
  }

  func metadata(count: Int) -> [UInt8] {
    var text = JSONText()
    text.object { json in
      json.member("actual_dim", paddedDimensions)
      json.name("alpha")
      json.value(alpha)
      json.name("offset")
      json.value(offset)
      json.name("multiplier")
      json.value(multiplier)
      json.name("vector_parameters")
      json.value(vectorParameters(count: count))
    }
    return text.bytes
  }
}
