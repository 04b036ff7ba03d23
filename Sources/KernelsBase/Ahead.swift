import CPrefetch

/// Asks memory for the next panel while this one is multiplied, a little with each step.
///
/// Panels that come from far away are as large as the work on them is short: whoever waits for each one when it
/// is needed loses a tenth of the time. All at once they would take the places of what is being loaded.
struct Ahead {
  private var place: UnsafeRawPointer
  /// How far the next step asks, in parts of a byte.
  private let pace: Int
  @inline(__always) private static var bits: Int { 6 }

  /// Asks for a panel of rows that have so many bytes, while so many tiles of another are worked on; for nothing
  /// where there is none, or too little work to hide it behind.
  @inline(__always)
  init(_ next: UnsafeRawPointer?, else own: UnsafeRawPointer, bytes: Int, tiles: Int) {
    place = next ?? own
    pace = next == nil || tiles < 6 ? 0 : (bytes &<< Self.bits) / tiles
  }

  /// Asks for a step's share.
  @inline(__always) func ask(_ step: Int) { cprefetch(place + (step &* pace) &>> Self.bits) }

  /// Goes on to the share of the next tile.
  @inline(__always) mutating func pass(_ steps: Int) { place += (steps &* pace) &>> Self.bits }
}
