import Kernels
import SystemIO

/// The rows of points by the places at which these are inserted, ready to be measured.
final class PlacedRows: @unchecked Sendable {
  let coding: RowCoding
  let count: Int
  private let kernels: Kernels
  private let metric: Int
  private let codes: UnsafePointer<Int8>?
  private let floats: UnsafePointer<Float>?
  private let stride: Int
  private let width: Int
  // Rows that stay where they are need the numbers of the points.
  private let points: UnsafeMutablePointer<UInt32>?
  private var memory: LargeMemory?

  init(_ coding: RowCoding, _ points: [UInt32], _ team: ThreadTeam) {
    self.coding = coding
    count = points.count
    kernels = coding.kernels
    metric = coding.metric.kernel
    if let scale = coding.scale {
      let codeStride = coding.codeStride
      let memory = LargeMemory(byteCount: points.count * codeStride)
      let placed = Place(start: memory.numbers(Int8.self))
      team.share(points.count, by: 512) { _, range in
        for place in range {
          coding.code(Int(points[place]), scale, into: placed.start + place * codeStride)
        }
      }
      codes = UnsafePointer(placed.start)
      floats = nil
      stride = codeStride
      width = (coding.rows.width + 31) / 32 * 32
      self.points = nil
      self.memory = memory
    } else {
      switch coding.rows.numbers {
      case .floats(let start): (codes, floats) = (nil, start)
      case .codes(let start): (codes, floats) = (start, nil)
      }
      stride = coding.rows.stride
      width = coding.rows.width
      memory = nil
      let copy = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, points.count))
      for (place, point) in points.enumerated() { copy[place] = point }
      self.points = copy
    }
  }

  deinit { points?.deallocate() }

  /// Gives the memory of codes back; nothing can be measured any more.
  func release() { memory = nil }

  /// Memory that several threads write to, each its own part.
  private struct Place: @unchecked Sendable { let start: UnsafeMutablePointer<Int8> }

  /// How far some points are from one of them; `spare` has room for as many numbers as there are picks.
  @inline(__always) func rank(
    _ place: UInt32,
    _ picks: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt32>,
    _ spare: UnsafeMutablePointer<UInt32>
  ) {
    guard count > 0 else { return }
    var picks = picks
    var row = Int(place)
    if let points {
      row = Int(points[row])
      for index in 0..<count { spare[index] = points[Int(picks[index])] }
      picks = UnsafePointer(spare)
    }
    if let codes {
      kernels.rankCodes(codes + row &* stride, codes, stride, picks, count, width, metric, out)
    } else if let floats {
      kernels.rankRows(floats + row &* stride, floats, stride, picks, count, width, metric, out)
    }
  }
}
