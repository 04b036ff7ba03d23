import Documents

/// Parts of mails that are lines of a name and a value: reports of delivery, heads, and calendars.
enum MailRecord {
  /// Whether a part reports what became of another message, to be read by people as well.
  static func isReport(_ part: MailParts.Part) -> Bool {
    switch part.type.value {
    case "message/delivery-status", "message/global-delivery-status",
      "message/disposition-notification", "message/global-disposition-notification",
      "message/feedback-report", "text/rfc822-headers", "message/global-headers":
      true
    default: false
    }
  }

  static func isRecord(_ part: MailParts.Part) -> Bool {
    isReport(part) || part.type.value == "text/calendar"
  }

  /// Reads a part, one element for each group of lines, in which every field keeps its line.
  static func read(_ bytes: [UInt8], isCalendar: Bool) -> ParsedDocument {
    var document = ParsedDocument()
    guard let text = try? DecodedText(decoding: bytes) else {
      document.remarks.append("has a record that is no text")
      return document
    }
    document.ledger.found = CharacterLedger.count(utf8: text.bytes.span)
    document.note(text)
    let lines = unfolded(text.bytes)
    for group in isCalendar ? components(lines) : groups(lines) where !group.isEmpty {
      document.elements.append(
        Element(.uncategorizedText, group.joined(separator: "\n"))
      )
    }
    document.countKept()
    document.ledger.drop(.machinery, document.ledger.found - document.ledger.kept)
    return document
  }

  /// The lines, each with those that go on with it.
  private static func unfolded(_ bytes: [UInt8]) -> [String] {
    let span = bytes.span
    var lines: [[UInt8]] = []
    var index = 0
    while index < span.count {
      let end = MailHeader.lineEnd(span, index, span.count)
      let content = bytes[index..<MailHeader.contentEnd(span, index, end)]
      if let first = content.first, first == 0x20 || first == 0x09, !lines.isEmpty {
        // In a calendar the first space is no part of the line; in a head it is one like others.
        lines[lines.count - 1] += content.dropFirst()
      } else {
        lines.append(Array(content))
      }
      index = end
    }
    return lines.map { String(decoding: $0[...].trimmingSpaceEnd(), as: UTF8.self) }
  }

  private static func groups(_ lines: [String]) -> [[String]] {
    lines.split { $0.isEmpty }.map(Array.init)
  }

  /// The events of a calendar, without what only programs need.
  private static func components(_ lines: [String]) -> [[String]] {
    var components: [[String]] = []
    var skipped: Substring?
    for line in lines where !line.isEmpty {
      let name = line.prefix { $0 != ":" && $0 != ";" }.uppercased()
      let value = line.drop { $0 != ":" }.dropFirst()
      if let open = skipped {
        if name == "END", value == open { skipped = nil }
        continue
      }
      switch name {
      case "BEGIN" where value == "VTIMEZONE" || value == "VALARM": skipped = value
      case "BEGIN": components.append([])
      case "END": continue
      case "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "TRANSP",
        "CLASS", "CREATED", "LAST-MODIFIED", "PRIORITY":
        continue
      default:
        guard !name.hasPrefix("X-") else { continue }
        if components.isEmpty { components.append([]) }
        components[components.count - 1].append(unescaped(line))
      }
    }
    return components
  }

  /// A line with the marks that calendars write for line ends and for commas taken back.
  private static func unescaped(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line.utf8 {
      if isEscaped {
        bytes.append(byte | 0x20 == UInt8(ascii: "n") ? 0x0A : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
