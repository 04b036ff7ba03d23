/// The sign by which a text without a telling name is a message.
enum MailSignature {
  private static let names: Set<String> = [
    "from", "to", "date", "subject", "message-id", "received", "return-path", "mime-version",
    "delivered-to", "reply-to", "sender", "cc", "in-reply-to", "references",
  ]

  /// Whether text begins with several of the fields that messages have.
  static func begins(_ head: Span<UInt8>) -> Bool {
    guard head.count > 20, head[0] > 0x20, head[0] < 0x7F else { return false }
    let fields = MailHeader(head, from: 0, to: head.count).fields
    guard let first = fields.first else { return false }
    if Mailbox.begins(head) { return true }
    let known = Set(fields.map(\.name)).intersection(names)
    return known.count >= 3 && (names.contains(first.name) || first.name.hasPrefix("x-"))
      && known.contains("from") && (known.contains("date") || known.contains("message-id"))
  }

  /// How many different fields that all messages may have are among some.
  static func count(_ fields: [String]) -> Int { Set(fields).intersection(names).count }
}
