/// The tokens of texts that come in parts of any size.
///
/// A long text is cut where that changes nothing, so that only the last of it is held; where nobody can tell such
/// places, it is held until it ends.
package struct TokenStream: ~Copyable {
  private var session: TokenizerSession
  private let cuts: SafeCuts
  private let lowercases: Bool
  /// What has come of the text and is not worked on yet.
  private var waiting: [UInt8] = []
  /// At how many bytes a place to cut is looked for.
  private var goal = Self.block

  private static let block = 64 << 10

  init(_ session: consuming TokenizerSession, _ cuts: SafeCuts, lowercasing: Bool) {
    self.session = session
    self.cuts = cuts
    lowercases = lowercasing
  }

  /// Takes the next bytes of a text, and appends the ids that are certain by now.
  package mutating func append(_ bytes: borrowing Span<UInt8>, into ids: inout [UInt32]) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + max(Self.block, goal - waiting.count))
      waiting.append(bytes.extracting(start..<end))
      start = end
      if waiting.count >= goal { shorten(into: &ids) }
    }
  }

  private mutating func shorten(into ids: inout [UInt32]) {
    if let place = cuts.last(in: waiting.span, from: 0) {
      encode(0..<place, into: &ids)
      waiting.removeSubrange(0..<place)
    } else if let range = cuts.superfluous(in: waiting.span) {
      waiting.removeSubrange(range)
    }
    // Twice as many, so that nothing is looked at again and again.
    goal = max(Self.block, 2 * waiting.count)
  }

  private mutating func encode(_ range: Range<Int>, into ids: inout [UInt32]) {
    if lowercases {
      let text = String(decoding: waiting[range], as: UTF8.self).lowercased()
      session.encodeBare(text.utf8.span, into: &ids)
    } else {
      let bytes = waiting
      session.encodeBare(bytes.span.extracting(range), into: &ids)
    }
  }

  /// Ends a text: appends the rest of its ids, and begins another.
  package mutating func finish(into ids: inout [UInt32]) {
    if !waiting.isEmpty { encode(0..<waiting.count, into: &ids) }
    drop()
  }

  /// Ends a text whose tokens nobody wants.
  package mutating func drop() {
    if waiting.capacity > 4 * Self.block {
      waiting = []
    } else {
      waiting.removeAll(keepingCapacity: true)
    }
    goal = Self.block
  }
}
