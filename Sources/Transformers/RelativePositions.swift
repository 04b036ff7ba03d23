import Foundation
import ModelFiles

/// What MPNet adds to a score by the distance of two tokens.
enum RelativePositions {
  /// A row for each head, from the farthest key before the query to the farthest behind it.
  static func table(_ weights: [Float], _ shape: EncoderConfiguration) -> AlignedFloats {
    let buckets = shape.relativeBucketCount
    let span = 2 * shape.longestText - 1
    let table = AlignedFloats(shape.headCount * span)
    for distance in 0..<span {
      let bucket = bucket(of: distance - (shape.longestText - 1), buckets: buckets)
      for head in 0..<shape.headCount {
        // As the scores, an exponent to base two.
        let value = Double(weights[bucket * shape.headCount + head]) * 1.4426950408889634
        table.start[head * span + distance] = Float(value)
      }
    }
    return table
  }

  /// Near distances have a bucket each, far ones share more and more of them.
  static func bucket(of distance: Int, buckets: Int) -> Int {
    let half = buckets / 2
    let side = distance > 0 ? half : 0
    let far = abs(distance)
    let exact = half / 2
    guard far >= exact else { return side + far }
    let share = log(Float(far) / Float(exact)) / log(Float(128) / Float(exact))
    return side + min(half - 1, exact + Int(share * Float(half - exact)))
  }
}
