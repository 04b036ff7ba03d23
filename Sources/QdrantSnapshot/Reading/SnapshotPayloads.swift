import JSON

/// The payloads of a segment.
package struct SnapshotPayloads: Sendable {
  /// One past the last point that has one.
  package let count: Int
  private let tracker: SnapshotFile
  private let pages: [SnapshotFile]
  let pageSize: Int
  let blockSize: Int
  /// How many blocks are counted together in the file of gaps.
  let regionBlocks: Int
  let bitmask: SnapshotFile
  let gaps: SnapshotFile
  private let isCompressed: Bool

  /// A payload cannot be larger than this, whatever a file says.
  private static let largest = 1 << 31

  init(_ folder: SnapshotFolder, of owner: String) throws(SnapshotError) {
    let place = "\(owner)/payload_storage"
    let file = try folder.needed("config.json", of: place)
    let json = try file.json()
    guard let pageSize = json["page_size_bytes"]?.integer,
      let blockSize = json["block_size_bytes"]?.integer,
      blockSize > 0, pageSize > 0, pageSize <= 1 << 40, pageSize % blockSize == 0
    else { throw file.damaged("it does not say how large pages and blocks are") }
    let compression = json["compression"]?.string ?? BlobStore.Compression.lz4.rawValue
    guard let compression = BlobStore.Compression(rawValue: compression) else {
      throw file.damaged("it says '\(compression)' compression, which is not known")
    }
    isCompressed = compression == .lz4
    self.pageSize = pageSize
    self.blockSize = blockSize
    regionBlocks = json["region_size_blocks"]?.integer ?? BlobStore.regionBlocks
    tracker = try folder.needed("tracker.dat", of: place)
    guard tracker.size >= 4 else { throw tracker.damaged("it ends within its head") }
    count = Int(littleEndian(try tracker.bytes(0..<4)[...]))
    guard (tracker.size - 4) / 16 >= count else {
      throw tracker.damaged("\(tracker.size) bytes cannot be \(count) places")
    }
    var pages: [SnapshotFile] = []
    while let page = folder["page_\(pages.count).dat"] {
      guard page.size == pageSize else {
        throw page.damaged("it has \(page.size) of \(pageSize) bytes")
      }
      pages.append(page)
    }
    self.pages = pages
    bitmask = try folder.needed("bitmask.dat", of: place)
    gaps = try folder.needed("gaps.dat", of: place)
  }

  /// The payload of a row, the text of a JSON object; nil where it has none.
  package subscript(row: Int) -> [UInt8]? {
    get throws(SnapshotError) {
      guard row >= 0, row < count else { return nil }
      let slot = try tracker.bytes(4 + 16 * row..<20 + 16 * row)
      guard littleEndian(slot[0..<4]) == 1 else { return nil }
      let stored = try value(
        page: Int(littleEndian(slot[4..<8])),
        block: Int(littleEndian(slot[8..<12])),
        length: Int(littleEndian(slot[12..<16])),
        row: row
      )
      guard isCompressed else { return stored }
      guard stored.count >= 4 else { throw tracker.damaged("row \(row) has \(stored.count) bytes") }
      let size = Int(littleEndian(stored[0..<4]))
      // No byte says more than 255 others.
      guard size <= Self.largest, size <= 64 + 255 * stored.count,
        let json = BlockCompression.decompress(Array(stored[4...]), size: size)
      else { throw damagedValue(row, page: Int(littleEndian(slot[4..<8]))) }
      return json
    }
  }

  var pageCount: Int { pages.count }
  var trackerName: String { tracker.name }

  /// The blocks that a row's value takes; nil where it has none.
  func blocks(of row: Int) throws(SnapshotError) -> (first: Int, count: Int)? {
    let slot = try tracker.bytes(4 + 16 * row..<20 + 16 * row)
    guard littleEndian(slot[0..<4]) == 1 else { return nil }
    let (page, block) = (Int(littleEndian(slot[4..<8])), Int(littleEndian(slot[8..<12])))
    guard page < pages.count else {
      throw tracker.damaged("row \(row) names page \(page) of \(pages.count)")
    }
    let first = page * (pageSize / blockSize) + block
    let count = (Int(littleEndian(slot[12..<16])) + blockSize - 1) / blockSize
    guard first + count <= pages.count * (pageSize / blockSize) else {
      throw tracker.damaged("the payload of row \(row) lies beyond the pages")
    }
    return (first, count)
  }

  func damaged(_ message: String) -> SnapshotError { tracker.damaged(message) }

  private func damagedValue(_ row: Int, page: Int) -> SnapshotError {
    let file = page < pages.count ? pages[page] : tracker
    return file.damaged("the payload of row \(row) cannot be unpacked")
  }

  /// Values may go on from one page to the next.
  private func value(
    page: Int,
    block: Int,
    length: Int,
    row: Int
  ) throws(SnapshotError) -> [UInt8] {
    guard page < pages.count else {
      throw tracker.damaged("row \(row) names page \(page) of \(pages.count)")
    }
    var position = page * pageSize + block * blockSize
    guard length <= Self.largest, position + length <= pages.count * pageSize else {
      throw tracker.damaged("the payload of row \(row) lies beyond the pages")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    while bytes.count < length {
      let start = position % pageSize
      let piece = min(length - bytes.count, pageSize - start)
      bytes += try pages[position / pageSize].bytes(start..<start + piece)
      position += piece
    }
    return bytes
  }
}
