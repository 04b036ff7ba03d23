/// Measures points from one of them.
struct FromPlace: Ranking {
  let place: UInt32
  let rows: PlacedRows

  @inline(__always) func rank(
    _ picks: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt32>,
    _ spare: UnsafeMutablePointer<UInt32>
  ) {
    rows.rank(place, picks, count, out, spare)
  }
}
