/// Lists the files of an archive of Qdrant's: ustar, with long names and files that have holes.
struct TarReader {
  private let content: ScratchContent
  private let start: Int
  private var position: Int
  private let end: Int
  /// What stands before the names, where the archive lies within another.
  private let prefix: String

  private static let block = 512
  /// More than this is no name.
  private static let longestName = 4096
  private static let mostHoles = 1 << 20
  /// How large a file with holes may be besides what is stored of it: servers keep room in pages and tables.
  private static let mostRoom = 256 << 20

  static func entries(
    of content: ScratchContent,
    in range: Range<Int>,
    prefix: String = ""
  ) throws(SnapshotError) -> [TarEntry] {
    var reader = TarReader(
      content: content,
      start: range.lowerBound,
      position: range.lowerBound,
      end: range.upperBound,
      prefix: prefix
    )
    return try reader.all()
  }

  private mutating func all() throws(SnapshotError) -> [TarEntry] {
    var entries: [TarEntry] = []
    var names: Set<String> = []
    var longName: String?
    while true {
      guard position + Self.block <= end else {
        guard let last = entries.last else { throw noArchive }
        throw .damaged(entry: last.name, "the archive ends behind it without its last blocks")
      }
      let header = content.bytes(position..<position + Self.block)
      if header.allSatisfy({ $0 == 0 }) { return entries }
      let name = try checkedName(of: header, longName)
      let size = try size(header[124..<136], of: name)
      position += Self.block
      let kind = header[156]
      guard size <= end - position else {
        throw .damaged(entry: name, "the archive ends before it does")
      }
      switch kind {
      case UInt8(ascii: "L"), UInt8(ascii: "x"):
        guard size <= 1 << 16 else { throw .damaged(entry: name, "its name is too long") }
        let bytes = content.bytes(position..<position + size)
        longName =
          kind == UInt8(ascii: "L") ? Self.text(bytes[...]) : Self.path(in: bytes) ?? longName
        skip(size)
        continue
      case UInt8(ascii: "5"): skip(0)
      case 0, UInt8(ascii: "0"):
        let piece = TarEntry.Piece(offset: 0, place: position..<position + size)
        entries.append(TarEntry(name: name, size: size, pieces: [piece]))
        skip(size)
      case UInt8(ascii: "S"): entries.append(try sparse(header, name: name, size: size))
      default:
        throw .damaged(entry: name, "it is neither a file nor a folder, which servers refuse")
      }
      if kind != UInt8(ascii: "5"), !names.insert(name).inserted {
        throw .damaged(entry: name, "it occurs twice")
      }
      longName = nil
    }
  }

  private var noArchive: SnapshotError {
    prefix.isEmpty
      ? .notSnapshot("it does not begin like an archive")
      : .damaged(entry: prefix, "it does not begin like an archive")
  }

  private mutating func skip(_ size: Int) {
    position += size
    position += min((Self.block - size % Self.block) % Self.block, end - position)
  }

  /// The name of an entry; throws where the header's own sum is wrong, as of what is no archive.
  private func checkedName(
    of header: [UInt8],
    _ longName: String?
  ) throws(SnapshotError) -> String {
    var sum = 0
    for (index, byte) in header.enumerated() { sum += (148..<156).contains(index) ? 32 : Int(byte) }
    let isSound = Self.octal(header[148..<156]) == sum
    let isArchive = header[257..<262].elementsEqual("ustar".utf8)
    guard isSound, isArchive else {
      guard position > start else { throw noArchive }
      throw .damaged(entry: "\(prefix)byte \(position)", "the head of an entry is broken")
    }
    var name = longName ?? ""
    if longName == nil {
      let first = Self.text(header[345..<500])
      let rest = Self.text(header[0..<100])
      let hasPrefix = header[257..<265].elementsEqual(Array("ustar".utf8) + [0, 0x30, 0x30])
      name = hasPrefix && !first.isEmpty ? "\(first)/\(rest)" : rest
    }
    while name.hasPrefix("./") { name.removeFirst(2) }
    guard name.utf8.count <= Self.longestName else {
      throw .damaged(entry: String(name.prefix(80)), "its name is too long")
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.hasPrefix("/"), !parts.contains("..") else {
      throw .damaged(entry: name, "its name leads out of the archive")
    }
    return prefix + name
  }

  /// A file with holes, as servers pack theirs: a table says what is there.
  private mutating func sparse(
    _ header: [UInt8],
    name: String,
    size: Int
  ) throws(SnapshotError) -> TarEntry {
    var pieces: [(offset: Int, size: Int)] = []
    func add(_ table: ArraySlice<UInt8>) throws(SnapshotError) {
      var start = table.startIndex
      while start + 24 <= table.endIndex {
        let field = table[start..<start + 24]
        if field.first == 0 { return }
        let offset = try self.size(field.prefix(12), of: name)
        pieces.append((offset, try self.size(field.suffix(12), of: name)))
        start += 24
      }
    }
    try add(header[386..<482])
    var hasMore = header[482] != 0
    while hasMore {
      guard position + Self.block <= end, pieces.count < Self.mostHoles else {
        throw .damaged(entry: name, "the table of its holes has no end")
      }
      let block = content.bytes(position..<position + Self.block)
      position += Self.block
      try add(block[0..<504])
      hasMore = block[504] != 0
    }
    let whole = try self.size(header[483..<495], of: name)
    guard size <= end - position else {
      throw .damaged(entry: name, "the archive ends before it does")
    }
    guard whole <= Self.mostRoom + 4 * size else {
      throw .damaged(entry: name, "its holes are larger than any that a server makes")
    }
    var entry = TarEntry(name: name, size: whole, pieces: [])
    var taken = 0
    var last = 0
    for piece in pieces {
      guard piece.offset >= last, piece.size <= size - taken, piece.offset <= whole - piece.size
      else {
        throw .damaged(entry: name, "the table of its holes contradicts itself")
      }
      let start = position + taken
      entry.pieces.append(.init(offset: piece.offset, place: start..<start + piece.size))
      taken += piece.size
      last = piece.offset + piece.size
    }
    skip(size)
    return entry
  }

  private func size(_ field: ArraySlice<UInt8>, of name: String) throws(SnapshotError) -> Int {
    if let first = field.first, first & 0x80 != 0 {
      let digits = field.dropFirst(field.count - 8)
      let number = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      if number < 1 << 60 { return Int(number) }
    } else if let number = Self.octal(field) {
      return number
    }
    throw .damaged(entry: name, "its size is no number")
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
    guard digits.count <= 20, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The name in a record of the newer form: lines of a length, a name and a value.
  private static func path(in record: [UInt8]) -> String? {
    for line in record.split(separator: 0x0A) {
      let words = line.split(separator: 0x20, maxSplits: 1)
      if words.count == 2, words[1].starts(with: "path=".utf8) {
        return String(decoding: words[1].dropFirst(5), as: UTF8.self)
      }
    }
    return nil
  }
}
