import SystemIO

/// The links of points while a graph grows: lists of fixed room, each beside how far its points are.
///
/// Lists may grow somewhat over their limit before they are cut, so that a choice is made among more at once.
final class LinkTable: @unchecked Sendable {
  /// How many links a list has room for on the lowest level and above it.
  let room: (Int, Int)
  /// How many it is cut to.
  let limit: (Int, Int)
  private let strides: (Int, Int)
  private let memory: LargeMemory
  private let lists: UnsafeMutablePointer<UInt32>
  private let ranks: UnsafeMutablePointer<UInt32>
  // Where the lists of each level begin; those above the lowest are of the first places only.
  private let starts: [Int]

  init(_ order: PointOrder, m: Int) {
    limit = (2 * m, m)
    strides = (2 * m + 6, (m + 15) / 8 * 8)
    room = (strides.0 - 1, strides.1 - 1)
    var starts: [Int] = []
    var size = 0
    for (level, count) in order.counts.enumerated() {
      starts.append(size)
      size += count * (level == 0 ? strides.0 : strides.1)
    }
    self.starts = starts
    memory = LargeMemory(byteCount: 8 * size)
    lists = memory.numbers(UInt32.self)
    ranks = lists + size
  }

  func room(on level: Int) -> Int { level == 0 ? room.0 : room.1 }
  func limit(on level: Int) -> Int { level == 0 ? limit.0 : limit.1 }

  /// The lists of a level; that of a place begins with how many links it has.
  func level(_ level: Int) -> Level {
    Level(
      lists: lists + starts[level],
      ranks: ranks + starts[level],
      stride: level == 0 ? strides.0 : strides.1
    )
  }

  struct Level: LinkSource {
    let lists: UnsafeMutablePointer<UInt32>
    let ranks: UnsafeMutablePointer<UInt32>
    let stride: Int

    @inline(__always) func list(_ place: UInt32) -> UnsafeMutablePointer<UInt32> {
      lists + Int(place) &* stride
    }

    /// How far the points of a list are, from its second number on.
    @inline(__always) func ranks(_ place: UInt32) -> UnsafeMutablePointer<UInt32> {
      ranks + Int(place) &* stride
    }

    @inline(__always) func links(
      of place: UInt32
    ) -> (start: UnsafePointer<UInt32>, count: Int) {
      let list = list(place)
      return (UnsafePointer(list + 1), Int(list[0]))
    }
  }
}
