/// A part of a text: a piece for the model, or an added token that is known already.
///
/// Long texts have many, so a piece takes no more than it must; no text has more than 4 GiB.
struct Piece {
  private let low: UInt32
  private let high: UInt32
  private let id: UInt32

  init(_ range: Range<Int>, token: UInt32? = nil) {
    low = UInt32(truncatingIfNeeded: range.lowerBound)
    high = UInt32(truncatingIfNeeded: range.upperBound)
    id = token ?? .max
  }

  var start: Int { Int(low) }
  var end: Int { Int(high) }
  var range: Range<Int> { start..<end }
  /// The id of an added token; nil for a piece.
  var token: UInt32? { id == .max ? nil : id }
}
