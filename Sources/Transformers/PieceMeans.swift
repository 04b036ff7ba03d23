/// Makes the vectors of texts of those of their pieces, which may come little by little.
package struct PieceMeans {
  private let embedder: Embedder
  /// The vectors of texts that have one piece, which keep them bit by bit.
  private var whole: [Int: ArraySlice<Float>] = [:]
  /// The sums of those of texts that have several, each counted by its tokens.
  private var sums: [Int: (numbers: [Double], weight: Int)] = [:]

  package init(_ embedder: Embedder) { self.embedder = embedder }

  /// Takes the vectors of a batch's pieces, one behind the other.
  package mutating func add(_ vectors: [Float], of shares: [TextPieces.Share]) {
    let width = embedder.dimensions
    for share in shares {
      let vector = vectors[share.piece * width..<(share.piece + 1) * width]
      guard !share.isWhole else {
        whole[share.text] = vector
        continue
      }
      var sum = sums[share.text] ?? (Array(repeating: 0, count: width), 0)
      for (place, number) in vector.enumerated() {
        sum.numbers[place] += Double(share.weight) * Double(number)
      }
      sum.weight += share.weight
      sums[share.text] = sum
    }
  }

  /// The vectors of the texts so far, with all their numbers, and nothing kept of them.
  ///
  /// What has come of the next text becomes that of the first.
  package mutating func take(_ texts: Int) -> [[Float]] {
    let vectors = (0..<texts).map { text in
      if let vector = whole[text] { return Array(vector) }
      guard let sum = sums[text] else {
        return Array(repeating: 0, count: embedder.dimensions)
      }
      var vector = sum.numbers.map { Float($0 / Double(sum.weight)) }
      if embedder.normalizes { embedder.normalize(&vector) }
      return vector
    }
    whole = [:]
    sums = sums[texts].map { [0: $0] } ?? [:]
    return vectors
  }
}

extension Embedder {
  /// The first numbers of a vector, of length 1 again where the model gives such.
  package func shortened(_ vector: [Float], to dimensions: Int?) -> [Float] {
    guard let dimensions, dimensions < vector.count else { return vector }
    var vector = Array(vector.prefix(dimensions))
    if normalizes { normalize(&vector) }
    return vector
  }
}
