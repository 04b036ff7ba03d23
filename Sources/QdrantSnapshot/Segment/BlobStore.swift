import Digests
import JSON

/// Values of points in pages of blocks, as payloads and sparse vectors are kept.
struct BlobStore {
  static let blockSize = 128
  /// How many blocks are counted together in the file of gaps.
  static let regionBlocks = 8192
  /// A page of the least size that the format allows, and that which servers use.
  private static let smallPage = 1 << 20
  private static let usualPage = 32 << 20

  enum Compression: String { case lz4 = "LZ4", none = "None" }

  /// Where a point's value is; of no length where it has none.
  struct Slot {
    var block: UInt32 = 0
    var length: UInt32 = 0
  }

  let compression: Compression
  let content: ScratchContent
  let slots: [Slot]
  let digest: Digest

  private var usedBlocks: Int { content.count / Self.blockSize }
  /// Few values get small pages, since a page has its full size however little is in it.
  private var pageSize: Int { content.count > Self.usualPage ? Self.usualPage : Self.smallPage }
  private var pageCount: Int { max(1, (content.count + pageSize - 1) / pageSize) }

  func write(_ folder: String, to archive: inout TarWriter) throws(SnapshotError) {
    try archive.add("\(folder)/config.json", configuration.compact)
    try writeTracker("\(folder)/tracker.dat", to: &archive)
    for page in 0..<pageCount {
      try archive.begin("\(folder)/page_\(page).dat", size: pageSize)
      let start = page * pageSize
      let end = min(start + pageSize, content.count)
      try archive.append(content, start..<end)
      try archive.append(zeros: pageSize - (end - start))
    }
    try archive.add("\(folder)/bitmask.dat", bitmask)
    try archive.add("\(folder)/gaps.dat", gaps)
  }

  private var configuration: JSON {
    [
      "page_size_bytes": JSON(pageSize), "block_size_bytes": JSON(Self.blockSize),
      "region_size_blocks": JSON(Self.regionBlocks), "compression": JSON(compression.rawValue),
    ]
  }

  private func writeTracker(_ name: String, to archive: inout TarWriter) throws(SnapshotError) {
    let last = slots.lastIndex { $0.length > 0 }
    let count = last.map { $0 + 1 } ?? 0
    var size = 1 << 20
    while size < 4 + 16 * count { size *= 2 }
    try archive.begin(name, size: size)
    var bytes: [UInt8] = []
    bytes.append(half: count)
    let pageBlocks = UInt32(pageSize / Self.blockSize)
    for slot in slots.prefix(count) {
      bytes.append(half: slot.length > 0 ? 1 : 0)
      bytes.append(half: slot.block / pageBlocks)
      bytes.append(half: slot.block % pageBlocks)
      bytes.append(half: slot.length)
      if bytes.count >= 1 << 16 {
        try archive.append(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try archive.append(bytes)
    try archive.append(zeros: size - 4 - 16 * count)
  }

  private var bitmask: [UInt8] {
    let blocks = pageCount * pageSize / Self.blockSize
    var mask = [UInt8](repeating: 0, count: blocks / 8)
    for byte in 0..<usedBlocks / 8 { mask[byte] = 0xFF }
    if usedBlocks % 8 > 0 { mask[usedBlocks / 8] = 1 << UInt8(usedBlocks % 8) - 1 }
    return mask
  }

  private var gaps: [UInt8] {
    var bytes: [UInt8] = []
    let regions = pageCount * pageSize / Self.blockSize / Self.regionBlocks
    for region in 0..<regions {
      let used = min(max(usedBlocks - region * Self.regionBlocks, 0), Self.regionBlocks)
      let free = UInt16(Self.regionBlocks - used)
      bytes.append(quarter: free)
      bytes.append(quarter: used == 0 ? free : 0)
      bytes.append(quarter: free)
    }
    return bytes
  }
}

/// Takes the values of points one after the other.
struct BlobStoreWriter: ~Copyable {
  private let compression: BlobStore.Compression
  private var content: ScratchWriter
  private var slots: [BlobStore.Slot] = []

  init(beside path: String, _ compression: BlobStore.Compression) throws(SnapshotError) {
    self.compression = compression
    content = try ScratchWriter(beside: path)
  }

  /// Adds the value of the next point; nothing where it has none.
  mutating func append(_ value: [UInt8], row: Int) throws(SnapshotError) {
    guard !value.isEmpty else {
      slots.append(BlobStore.Slot())
      return
    }
    var stored = value
    if compression == .lz4 {
      stored = []
      stored.append(half: value.count)
      stored += BlockCompression.compress(value)
    }
    guard value.count < 1 << 31, content.size / BlobStore.blockSize < Int(UInt32.max) else {
      throw .point(row: row, "has a payload for which the segment has no room")
    }
    let block = UInt32(content.size / BlobStore.blockSize)
    slots.append(BlobStore.Slot(block: block, length: UInt32(stored.count)))
    let rest = stored.count % BlobStore.blockSize
    if rest > 0 { stored.append(zeros: BlobStore.blockSize - rest) }
    try content.append(stored)
  }

  consuming func finish() throws(SnapshotError) -> BlobStore {
    let (compression, slots) = (compression, slots)
    let (content, digest) = try content.finish()
    return BlobStore(compression: compression, content: content, slots: slots, digest: digest)
  }
}
