/// A query, and how near the stored vectors are to it.
struct VectorQuery {
  private let numbers: [Float]
  private let distance: Distance
  /// Whether stored vectors are of any length although angles count, as bytes are.
  private let dividesByLength: Bool

  /// Takes a query that has as many numbers as the vectors.
  init(_ numbers: [Float], _ facts: VectorFacts) {
    distance = facts.distance
    dividesByLength = facts.distance == .cosine && facts.datatype == .uint8
    // A server takes queries for numbers of the kind that it stores.
    let numbers =
      facts.datatype == .uint8
      ? numbers.map { Float(UInt8(min(max($0, 0), 255))) } : numbers
    var factor = 1.0
    if facts.distance == .cosine {
      let length = numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      if length > 0 { factor = 1 / length }
    }
    self.numbers = numbers.map { number in
      // As doubles, since the factor of a very short vector is beyond what a float holds.
      let number = Float(Double(number) * factor)
      return facts.datatype == .float16 ? Float(Float16(number)) : number
    }
  }

  /// How near a vector is; the greater, the nearer, and never no number.
  func nearness(of vector: [Float]) -> Float {
    var sums: (Float, Float) = (0, 0)
    let result: Float
    switch distance {
    case .cosine, .dot:
      for index in numbers.indices { sums.0 += numbers[index] * vector[index] }
      if dividesByLength {
        for number in vector { sums.1 += number * number }
        result = sums.1 > 0 ? sums.0 / sums.1.squareRoot() : 0
      } else {
        result = sums.0
      }
    case .euclid:
      for index in numbers.indices {
        let difference = numbers[index] - vector[index]
        sums.0 += difference * difference
      }
      result = -sums.0.squareRoot()
    case .manhattan:
      for index in numbers.indices { sums.0 += (numbers[index] - vector[index]).magnitude }
      result = -sums.0
    }
    return result.isNaN ? -.infinity : result
  }

  /// The score that a server tells.
  static func score(of nearness: Float, _ distance: Distance) -> Float {
    switch distance {
    case .cosine, .dot: nearness
    case .euclid, .manhattan: -nearness
    }
  }
}

/// The nearest of what is added, the nearest first, and by row among equals.
struct NearestRows {
  private(set) var rows: [(row: Int, nearness: Float)] = []
  let most: Int

  init(most: Int) { self.most = most }

  var isFull: Bool { rows.count >= most }

  static func precedes(_ left: (row: Int, nearness: Float), _ right: (row: Int, nearness: Float))
    -> Bool
  {
    left.nearness != right.nearness ? left.nearness > right.nearness : left.row < right.row
  }

  /// Takes a row in, if it is among the nearest; gives its place then.
  @discardableResult mutating func add(_ row: Int, _ nearness: Float) -> Int? {
    guard most > 0 else { return nil }
    let next = (row, nearness)
    if isFull, let last = rows.last, !Self.precedes(next, last) { return nil }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(rows[middle], next) { low = middle + 1 } else { high = middle }
    }
    rows.insert(next, at: low)
    if rows.count > most { rows.removeLast() }
    return low
  }
}
