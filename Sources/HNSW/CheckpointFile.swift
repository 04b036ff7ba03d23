import Digests
import Kernels
import SystemIO

/// A growing graph in a file, to go on from after the program was killed.
///
/// It begins with a mark and a digest of all that the graph depends on, and ends with a digest of itself. Levels and
/// order are functions of the points, so the lists of the points that are in say everything.
struct CheckpointFile {
  private let path: String
  private let key: Digest

  private static let mark = Array("stampmill graph 1\n".utf8)

  init(_ path: String, _ key: Digest) {
    self.path = path
    self.key = key
  }

  /// What the graph depends on.
  static func key(
    _ parameters: HNSWParameters,
    _ coding: RowCoding,
    _ rows: Digest,
    _ order: PointOrder
  ) -> Digest {
    var key = KeyHasher("hnsw checkpoint")
    for number in [
      parameters.m, parameters.searchWidth, Int(truncatingIfNeeded: parameters.seed),
      parameters.levelBase, coding.rows.count, coding.rows.width, order.points.count,
      GraphGrowth.largestBatch, GraphGrowth.shareOfBatch,
      Int((coding.scale ?? 0).bitPattern),
    ] {
      key.add(number)
    }
    key.add(coding.metric.rawValue)
    // Only sums of numbers differ between processors, and only between two kinds of them.
    key.add(coding.isCoded ? "codes" : coding.kernels.level == .portable ? "sums" : "fused")
    key.add(rows)
    return key.finish()
  }

  /// Writes what is in, in place of the last checkpoint.
  func write(_ growth: GraphGrowth) throws(HNSWError) {
    do throws(SystemError) {
      var file = try AtomicFile(destination: path)
      var hash = SHA256()
      var bytes = Self.mark + key.bytes
      Self.append(UInt32(growth.inserted), to: &bytes)
      for (level, count) in growth.order.counts.enumerated() {
        let table = growth.links.level(level)
        for place in 0..<UInt32(min(count, growth.inserted)) {
          let (list, ranks) = (table.list(place), table.ranks(place))
          for index in 0...Int(list[0]) { Self.append(list[index], to: &bytes) }
          for index in 0..<Int(list[0]) { Self.append(ranks[index + 1], to: &bytes) }
          guard bytes.count > 1 << 18 else { continue }
          hash.update(bytes)
          try file.append(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      hash.update(bytes)
      try file.append(bytes)
      try file.append(hash.finish().bytes)
      let temporary = file.path
      _ = try file.finish()
      try renameFile(temporary, to: path)
    } catch {
      throw .system(error)
    }
  }

  /// Puts a graph back to where the file has it; a file that is of no use leaves it at its beginning.
  func resume(_ growth: GraphGrowth, _ notice: (String) -> Void) throws(HNSWError) {
    let file: MappedFile
    do throws(ReadFileError) {
      file = try MappedFile(path)
    } catch {
      if case .system(let error) = error, error.isMissing { return }
      throw .unreadable(error)
    }
    if let fault = restore(growth, file) {
      notice("the checkpoint '\(path)' \(fault); the build starts anew")
    }
  }

  func remove() throws(HNSWError) {
    do throws(SystemError) { _ = try removeIfExists(path) } catch { throw .system(error) }
  }

  /// Reads the file; a reason where it is of no use.
  private func restore(_ growth: GraphGrowth, _ file: MappedFile) -> String? {
    let head = Self.mark.count + 36
    guard file.count >= head + 32 else { return "is damaged: it is too short" }
    let start = file.withBytes(0..<head) { bytes in bytes.withUnsafeBytes { Array($0) } }
    guard start.starts(with: Self.mark) else { return "is no checkpoint of this version" }
    let end = file.count - 32
    var hash = SHA256()
    var place = 0
    while place < end {
      let next = min(end, place + 1 << 20)
      let part = file.withBytes(place..<next) { bytes in bytes.withUnsafeBytes { Array($0) } }
      hash.update(part)
      place = next
    }
    let last = file.withBytes(end..<file.count) { bytes in bytes.withUnsafeBytes { Array($0) } }
    guard hash.finish().bytes == last else { return "is damaged: its digest is another" }
    guard Array(start[Self.mark.count..<head - 4]) == key.bytes else {
      return "is of other vectors or parameters"
    }
    let inserted = Int(
      start[(head - 4)...].enumerated().reduce(0) { $0 | UInt32($1.1) << (8 * $1.0) }
    )
    let isWhole = file.withBytes(head..<end) { bytes in
      bytes.withUnsafeBytes { Self.fill(growth, inserted, $0) }
    }
    guard isWhole else { return "is damaged: its lists do not fit" }
    growth.resume(at: inserted)
    return nil
  }

  /// Fills the lists of the first places; false where the bytes are not such lists.
  private static func fill(
    _ growth: GraphGrowth,
    _ inserted: Int,
    _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    var offset = 0
    func next() -> UInt32? {
      guard offset + 4 <= bytes.count else { return nil }
      defer { offset += 4 }
      return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    guard inserted <= growth.order.points.count else { return false }
    // All is looked at before anything is written, so that a graph is never half of the file's.
    for isWriting in [false, true] {
      offset = 0
      for (level, count) in growth.order.counts.enumerated() {
        let table = growth.links.level(level)
        let reached = min(count, inserted)
        for place in 0..<UInt32(reached) {
          guard let length = next(), Int(length) <= growth.links.room(on: level) else {
            return false
          }
          if isWriting { table.list(place)[0] = length }
          for index in 0..<2 * Int(length) {
            guard let number = next() else { return false }
            if index < Int(length) {
              guard Int(number) < reached else { return false }
              if isWriting { table.list(place)[index + 1] = number }
            } else if isWriting {
              table.ranks(place)[index - Int(length) + 1] = number
            }
          }
        }
      }
      guard offset == bytes.count else { return false }
    }
    return true
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: 0 as UInt32, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number &>> shift))
    }
  }
}
