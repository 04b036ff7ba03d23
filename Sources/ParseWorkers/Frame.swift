/// One message between a worker and its employer: a word with its kind and its length, and the rest.
enum Frame {
  /// The kinds of a worker's messages.
  enum Kind: UInt8 {
    /// The worker is at work; how much memory is mapped, as eight bytes, and the measures of its
    /// confinement that are missing, one a line.
    case ready = 1
    /// The page that it begins, as eight bytes.
    case page = 2
    /// What it made of the document, after how much memory it has now, as eight bytes.
    case answer = 3
    /// It crashes; how much memory is mapped, as eight bytes. A signal handler writes it.
    case lastWords = 4
    /// A part of what it made of the document, which the answer follows.
    case part = 5
  }

  static let headerSize = 8

  static func header(_ kind: Kind, count: Int) -> [UInt8] {
    bytes(of: UInt64(kind.rawValue) << 56 | UInt64(count))
  }

  static func bytes(of word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
  }

  static func word(_ bytes: [UInt8], at offset: Int) -> UInt64 { word(bytes[offset...]) }

  /// The word that bytes begin with.
  static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Takes messages out of what arrives, in whatever pieces it comes.
struct FrameReader {
  /// What has arrived, with what was taken out at its beginning.
  var bytes: [UInt8] = []
  private var start = 0

  enum Progress {
    case frame(Frame.Kind, ArraySlice<UInt8>)
    /// A whole message is not there; so many bytes are needed for it.
    case incomplete(needed: Int)
    /// No worker writes this.
    case nonsense
  }

  /// Whether all that has arrived was taken out.
  var isEmpty: Bool { start == bytes.count }

  /// Lets go of what was taken out, before more arrives.
  mutating func makeRoom() {
    guard start > 0 else { return }
    bytes.removeFirst(start)
    start = 0
  }

  mutating func next() -> Progress {
    let left = bytes.count - start
    guard left >= Frame.headerSize else { return .incomplete(needed: Frame.headerSize) }
    let header = Frame.word(bytes, at: start)
    guard let kind = Frame.Kind(rawValue: UInt8(header >> 56)) else { return .nonsense }
    let count = Int(header & 0x00FF_FFFF_FFFF_FFFF)
    guard left - Frame.headerSize >= count else {
      return .incomplete(needed: Frame.headerSize + count)
    }
    let body = bytes[(start + Frame.headerSize)..<(start + Frame.headerSize + count)]
    start += Frame.headerSize + count
    if isEmpty {
      // The body keeps what it needs, and nothing is copied.
      bytes = []
      start = 0
    }
    return .frame(kind, body)
  }
}
