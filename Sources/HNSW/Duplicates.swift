import Digests
import SystemIO

/// Points whose rows are equal: of each set one goes into the graph, and the others are chained to it.
///
/// Equal points have the same neighbours, each other first. More of them than a point has links would see nothing else,
/// and the rest of the graph would see none of them.
struct Duplicates: Sendable {
  /// The points that stand for themselves, ascending.
  private(set) var distinct: [UInt32]
  /// The others in sets, each with the point that stands for it first, ascending.
  let sets: [[UInt32]]
  /// Of all rows, as they are measured.
  let digest: Digest

  init(_ members: [UInt32], _ coding: RowCoding, _ team: ThreadTeam) {
    let memory = LargeMemory(byteCount: 8 * members.count)
    let hashes = Hashes(start: memory.numbers(UInt64.self))
    let room = max(64, coding.codeStride)
    team.share(members.count, by: 1024) { _, range in
      let spare = UnsafeMutablePointer<Int8>.allocate(capacity: room)
      defer { spare.deallocate() }
      for index in range { hashes.start[index] = coding.hash(Int(members[index]), spare) }
    }
    var keys = (0..<members.count).map {
      (hashes.start[$0] & 0xFFFF_FFFF_0000_0000) | UInt64(members[$0])
    }
    digest = withExtendedLifetime(memory) {
      let bytes = UnsafeBufferPointer(start: hashes.start, count: members.count)
      return bytes.withMemoryRebound(to: UInt8.self) { SHA256.digest($0.span) }
    }
    keys.sort()
    let spare = UnsafeMutablePointer<Int8>.allocate(capacity: 2 * room)
    defer { spare.deallocate() }
    var repeats = Set<UInt32>()
    var sets: [[UInt32]] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      if end > start + 1 {
        // Points of one hash are nearly always equal; if not, there is a set for each row.
        var found: [[UInt32]] = []
        for key in keys[start..<end] {
          let point = UInt32(truncatingIfNeeded: key)
          let set = found.firstIndex {
            coding.areEqual(Int($0[0]), Int(point), spare, spare + room)
          }
          if let set { found[set].append(point) } else { found.append([point]) }
        }
        for set in found where set.count > 1 {
          sets.append(set)
          repeats.formUnion(set.dropFirst())
        }
      }
      start = end
    }
    self.sets = sets.sorted { $0[0] < $1[0] }
    distinct = repeats.isEmpty ? members : members.filter { !repeats.contains($0) }
  }

  /// Gives the points that stand for themselves away.
  mutating func takeDistinct() -> [UInt32] {
    let taken = distinct
    distinct = []
    return taken
  }

  private struct Hashes: @unchecked Sendable { let start: UnsafeMutablePointer<UInt64> }
}
