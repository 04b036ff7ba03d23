/// A file of many messages, each after a line that begins with "From ".
struct Mailbox {
  /// The bytes of each message, without the line before it.
  private(set) var messages: [Range<Int>] = []

  /// Finds the messages; nil where a text has no more than one of them.
  init?(_ bytes: [UInt8]) {
    let span = bytes.span
    guard Self.begins(span) else { return nil }
    var index = 0
    var isAfterBlank = true
    while index < span.count {
      let end = MailHeader.lineEnd(span, index, span.count)
      if isAfterBlank, Self.isEnvelope(span, index), Self.beginsHead(span, end) {
        close(at: index)
        messages.append(end..<end)
      }
      isAfterBlank = MailHeader.contentEnd(span, index, end) == index
      index = end
    }
    close(at: span.count)
    guard messages.count > 1 else { return nil }
  }

  private mutating func close(at end: Int) {
    guard let last = messages.indices.last else { return }
    messages[last] = messages[last].lowerBound..<end
  }

  /// A message as it was before it came into the file, and how many signs were taken off.
  ///
  /// A line of the text that began with "From " had to be marked, by a sign that is no quote.
  static func message(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], signs: Int) {
    var message: [UInt8] = []
    message.reserveCapacity(bytes.count)
    var signs = 0
    let span = bytes.span
    let base = bytes.startIndex
    var index = 0
    while index < span.count {
      let end = MailHeader.lineEnd(span, index, span.count)
      var start = index
      while start < end, span[start] == UInt8(ascii: ">") { start += 1 }
      let isMarked = start > index && isEnvelope(span, start)
      if isMarked { signs += 1 }
      message += bytes[(base + index + (isMarked ? 1 : 0))..<(base + end)]
      index = end
    }
    return (message, signs)
  }

  /// Whether text begins with the line before a message, and with the head of that message.
  static func begins(_ bytes: Span<UInt8>) -> Bool {
    guard isEnvelope(bytes, 0) else { return false }
    return beginsHead(bytes, MailHeader.lineEnd(bytes, 0, min(bytes.count, 1_000)))
  }

  private static func isEnvelope(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 5 < bytes.count else { return false }
    return bytes[start] == UInt8(ascii: "F") && bytes[start + 1] == UInt8(ascii: "r")
      && bytes[start + 2] == UInt8(ascii: "o") && bytes[start + 3] == UInt8(ascii: "m")
      && bytes[start + 4] == 0x20
  }

  /// Whether fields that messages have stand at a place.
  private static func beginsHead(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard start < bytes.count else { return false }
    let fields = MailHeader(bytes, from: start, to: min(bytes.count, start + 4_000)).fields
    return MailSignature.count(fields.map(\.name)) >= 2
  }
}
