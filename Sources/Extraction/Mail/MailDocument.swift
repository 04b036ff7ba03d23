import Digests
package import Documents

/// Reads a message of electronic mail, or a web page saved as one.
///
/// Of a body that is there in several forms HTML is read, since it has the structure and the links,
/// unless the plain text says much more.
package func extractMail(
  _ bytes: [UInt8],
  options: ExtractionOptions = ExtractionOptions(),
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  var reading = AttachmentReading()
  return try MailDocument.read(bytes, options, &reading, depth: 0, progress)
}

/// A message while its parts are read.
struct MailDocument {
  let bytes: [UInt8]
  let options: ExtractionOptions
  let depth: Int
  let parts: [MailParts.Part]
  var document = ParsedDocument()
  /// What was read of the files that are attached, to follow the text of the message itself.
  var attached: [Element] = []

  static func read(
    _ bytes: [UInt8],
    _ options: ExtractionOptions,
    _ reading: inout AttachmentReading,
    depth: Int,
    _ progress: (Int) -> Void
  ) throws(ExtractionError) -> ParsedDocument {
    try BinaryCheck.check(Array(bytes.prefix(1 << 14)))
    if let mailbox = Mailbox(bytes) {
      var reader = MailDocument(bytes, options, depth, [])
      reader.readMessages(mailbox, &reading, progress)
      reader.document.elements = reader.attached
      return reader.document
    }
    let parts = MailParts(bytes)
    var reader = MailDocument(bytes, options, depth, parts.parts)
    if let remark = parts.remark { reader.document.remarks.append(remark) }
    reader.readHead()
    reader.readParts(&reading, progress)
    reader.document.elements += reader.attached
    return reader.document
  }

  private init(
    _ bytes: [UInt8],
    _ options: ExtractionOptions,
    _ depth: Int,
    _ parts: [MailParts.Part]
  ) {
    self.bytes = bytes
    self.options = options
    self.depth = depth
    self.parts = parts
  }

  private mutating func readHead() {
    guard let header = parts.first?.header else { return }
    var facts = DocumentFacts.MailFacts()
    for field in header.fields {
      switch field.name {
      case "from": facts.from += MailAddresses.list(field.value)
      case "to": facts.to += MailAddresses.list(field.value)
      case "cc": facts.cc += MailAddresses.list(field.value)
      case "bcc": facts.bcc += MailAddresses.list(field.value)
      case "subject" where facts.subject == nil:
        let subject = EncodedWords.decode(field.value)
        facts.subject = subject.isEmpty ? nil : subject
      case "message-id" where facts.messageID == nil:
        facts.messageID = EncodedWords.decode(field.value)
      case "date" where facts.date == nil:
        facts.date = MailDate.iso8601(EncodedWords.decode(field.value))
      case "keywords": document.facts.keywords += MailAddresses.list(field.value)
      case "x-mailer", "user-agent":
        document.facts.producer = document.facts.producer ?? EncodedWords.decode(field.value)
      case "content-language" where document.facts.language == nil:
        document.facts.language = EncodedWords.decode(field.value)
      default: continue
      }
    }
    document.facts.title = facts.subject
    document.facts.authors = facts.from
    document.facts.created = facts.date
    document.facts.mail = facts
    guard let subject = facts.subject else { return }
    var title = Element(.title, subject, depth: 0)
    title.role = "subject"
    let characters = CharacterLedger.count(subject)
    document.ledger.found += characters
    document.ledger.kept += characters
    document.elements.append(title)
  }

  private mutating func readParts(_ reading: inout AttachmentReading, _ progress: (Int) -> Void) {
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if part.type.value == "multipart/alternative" {
        readAlternatives(index, &reading, progress)
        index = part.end
      } else if part.isMultipart, part.end > index + 1 {
        index += 1
      } else {
        readLeaf(part, &reading, progress)
        index += 1
      }
    }
  }

  private func isShown(_ part: MailParts.Part) -> Bool {
    if part.disposition.value == "attachment" { return false }
    // A multipart without parts is what it has as text.
    guard MailBody.isText(part) || part.isMultipart else { return false }
    return part.fileName == nil || part.parent == nil
  }

  private mutating func readLeaf(
    _ part: MailParts.Part,
    _ reading: inout AttachmentReading,
    _ progress: (Int) -> Void
  ) {
    guard isShown(part) else {
      if MailRecord.isReport(part), part.disposition.value != "attachment" {
        take(MailRecord.read(MailBody.bytes(part, bytes).bytes, isCalendar: false))
      } else {
        readAttachment(part, &reading, progress)
      }
      return
    }
    do throws(ExtractionError) {
      take(try MailBody.read(part, bytes, options))
    } catch {
      document.remarks.append("has a part that \(error)")
    }
  }

  /// Reads the form of the body that loses least; files among the forms are kept as files.
  private mutating func readAlternatives(
    _ index: Int,
    _ reading: inout AttachmentReading,
    _ progress: (Int) -> Void
  ) {
    var forms: [(document: ParsedDocument, isHTML: Bool)] = []
    for place in (index + 1)..<max(parts[index].end, index + 1) {
      let part = parts[place]
      if part.isMultipart { continue }
      guard isShown(part) else {
        readAttachment(part, &reading, progress)
        continue
      }
      do throws(ExtractionError) {
        forms.append((try MailBody.read(part, bytes, options), part.type.value == "text/html"))
      } catch {
        document.remarks.append("has a part that \(error)")
      }
    }
    let chosen = AlternativeChoice.best(
      forms.map { (form: $0.document, isHTML: $0.isHTML) }
    )
    for (place, form) in forms.enumerated() {
      if place == chosen {
        take(form.document)
      } else {
        document.ledger.found += form.document.ledger.kept
        document.ledger.drop(.alternative, form.document.ledger.kept)
      }
    }
  }

  /// Adds what was read of a part that is shown.
  private mutating func take(_ part: ParsedDocument) {
    document.elements += part.elements
    document.ledger.add(part.ledger)
    document.remarks += part.remarks
    document.facts.encoding = document.facts.encoding ?? part.facts.encoding
    document.facts.language = document.facts.language ?? part.facts.language
  }
}
