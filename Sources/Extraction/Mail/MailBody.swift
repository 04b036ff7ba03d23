import Documents
import PlainText

/// The text of one part of a mail.
enum MailBody {
  static func isText(_ part: MailParts.Part) -> Bool {
    part.type.value.isEmpty || part.type.value == "text/plain" || part.type.value == "text/html"
      || part.type.value == "text" || part.type.value == "text/enriched"
  }

  /// The bytes of a part, and how many signs its encoding for transport does not have.
  static func bytes(_ part: MailParts.Part, _ message: [UInt8]) -> (bytes: [UInt8], faults: Int) {
    let encoding = FieldValue(part.header.value("content-transfer-encoding")).value
    switch encoding {
    case "base64": return Base64.decode(message[part.body])
    case "quoted-printable": return QuotedPrintable.decode(message[part.body])
    default: return (Array(message[part.body]), 0)
    }
  }

  /// Reads a part that is shown, plain text or HTML.
  static func read(
    _ part: MailParts.Part,
    _ message: [UInt8],
    _ options: ExtractionOptions
  ) throws(ExtractionError) -> ParsedDocument {
    let (bytes, faults) = bytes(part, message)
    let label = part.type.text("charset")?.lowercased()
    // ASCII that is none may be anything.
    let isASCII = label == "us-ascii" || label == "ascii"
    let text = try DecodedText(
      decoding: bytes,
      as: label == "utf-7" ? label : nil,
      declared: isASCII ? nil : label
    )
    var document: ParsedDocument
    if part.type.value == "text/html" {
      var options = options
      options.html.boilerplate = .keep
      document = try extractHTML(text, options: options)
    } else {
      document = plain(text, part.type)
    }
    for index in document.elements.indices { document.elements[index].sourceRange = nil }
    if faults > 0 {
      document.remarks.append(
        "has \(faults) signs that its encoding for transport does not have; they are passed over"
      )
    }
    return document
  }

  private static func plain(_ text: DecodedText, _ type: FieldValue) -> ParsedDocument {
    let flowed = FlowedText(
      text.bytes,
      isFlowed: type.text("format")?.lowercased() == "flowed",
      deletesSpaces: type.text("delsp")?.lowercased() == "yes"
    )
    var document = ParsedDocument()
    document.ledger.found = CharacterLedger.count(utf8: text.bytes.span)
    document.ledger.drop(.markup, flowed.markup)
    for section in flowed.sections {
      let reading = readPlainText(String(decoding: section.text, as: UTF8.self))
      document.ledger.drop(.markup, reading.markup)
      document.ledger.drop(.hyphen, reading.hyphens)
      for element in reading.elements {
        var element = element
        element.role = section.role ?? element.role
        document.elements.append(element)
      }
    }
    document.note(text)
    document.countKept()
    return document
  }
}
