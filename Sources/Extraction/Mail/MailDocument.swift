import Digests
package import Documents

/// Reads a message of electronic mail, or a web page saved as one.
///
/// Of a body that is there in several forms HTML is read, since it has the structure and the links,
/// unless the plain text says much more.
package func extractMail(
  _ bytes: [UInt8],
  options: ExtractionOptions = ExtractionOptions()
) throws(ExtractionError) -> ParsedDocument {
  try MailDocument.read(bytes, options, depth: 0)
}

/// A message while its parts are read.
struct MailDocument {
  private let bytes: [UInt8]
  private let options: ExtractionOptions
  private let depth: Int
  private let parts: [MailParts.Part]
  private var document = ParsedDocument()

  /// Messages within messages deeper than this are listed only.
  private static let deepest = 8

  static func read(
    _ bytes: [UInt8],
    _ options: ExtractionOptions,
    depth: Int
  ) throws(ExtractionError) -> ParsedDocument {
    try BinaryCheck.check(Array(bytes.prefix(1 << 14)))
    let parts = MailParts(bytes)
    var reader = MailDocument(bytes, options, depth, parts.parts)
    if let remark = parts.remark { reader.document.remarks.append(remark) }
    reader.readHead()
    reader.readParts()
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

  private mutating func readParts() {
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if part.type.value == "multipart/alternative" {
        readAlternatives(index)
        index = part.end
      } else if part.isMultipart, part.end > index + 1 {
        index += 1
      } else {
        readLeaf(part)
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

  private mutating func readLeaf(_ part: MailParts.Part) {
    guard isShown(part) else {
      readAttachment(part)
      return
    }
    do throws(ExtractionError) {
      take(try MailBody.read(part, bytes, options))
    } catch {
      document.remarks.append("has a part that \(error)")
    }
  }

  /// Reads the form of the body that loses least; files among the forms are kept as files.
  private mutating func readAlternatives(_ index: Int) {
    var forms: [(document: ParsedDocument, isHTML: Bool)] = []
    for place in (index + 1)..<max(parts[index].end, index + 1) {
      let part = parts[place]
      if part.isMultipart { continue }
      guard isShown(part) else {
        readAttachment(part)
        continue
      }
      do throws(ExtractionError) {
        forms.append((try MailBody.read(part, bytes, options), part.type.value == "text/html"))
      } catch {
        document.remarks.append("has a part that \(error)")
      }
    }
    let most = forms.map(\.document.ledger.kept).max() ?? 0
    let chosen =
      forms.lastIndex { $0.isHTML && $0.document.ledger.kept * 10 >= most * 7 }
      ?? forms.firstIndex { $0.document.ledger.kept == most }
    for (place, form) in forms.enumerated() {
      if place == chosen {
        take(form.document)
      } else {
        document.ledger.found += form.document.ledger.kept
        document.ledger.drop(.alternative, form.document.ledger.kept)
      }
    }
  }

  /// Adds what was read of a part.
  private mutating func take(_ part: ParsedDocument, attachedAs name: String? = nil) {
    for element in part.elements {
      var element = element
      if let name { element.attachedTo = element.attachedTo ?? name }
      document.elements.append(element)
    }
    document.ledger.found += part.ledger.found
    document.ledger.kept += part.ledger.kept
    document.ledger.added += part.ledger.added
    for drop in CharacterLedger.Drop.allCases {
      document.ledger.drop(drop, part.ledger.drops[drop] ?? 0)
    }
    if let name {
      document.remarks += part.remarks.map { "has an attachment '\(name)' that \($0)" }
      document.facts.attachments += part.facts.attachments
    } else {
      document.remarks += part.remarks
      document.facts.encoding = document.facts.encoding ?? part.facts.encoding
      document.facts.language = document.facts.language ?? part.facts.language
    }
  }

  private mutating func readAttachment(_ part: MailParts.Part) {
    let content = MailBody.bytes(part, bytes).bytes
    let isMessage = part.type.value == "message/rfc822" || part.type.value == "message/global"
    let name = part.fileName ?? "part \(document.facts.attachments.count + 1)"
    document.facts.attachments.append(
      DocumentFacts.Attachment(
        name: name,
        mediaType: part.type.value.isEmpty ? nil : part.type.value,
        size: content.count,
        digest: SHA256.digest(content).description
      )
    )
    // The files beside a page are pictures and machinery.
    if let parent = part.parent, parts[parent].type.value == "multipart/related",
      part.disposition.value != "attachment"
    {
      return
    }
    guard let format = format(part, content, name, isMessage: isMessage) else { return }
    guard depth < Self.deepest else {
      document.remarks.append("has messages nested more than \(Self.deepest) deep; they are listed")
      return
    }
    do throws(ExtractionError) {
      var options = options
      options.encoding = nil
      let read =
        switch format {
        case .mail: try MailDocument.read(content, options, depth: depth + 1)
        default: try extract(content, as: format, options: options)
        }
      take(read, attachedAs: name)
    } catch {
      document.remarks.append("has an attachment '\(name)' that \(error)")
    }
  }

  /// The format of a file that is text; others are listed only.
  private func format(
    _ part: MailParts.Part,
    _ content: [UInt8],
    _ name: String,
    isMessage: Bool
  ) -> DocumentFormat? {
    if isMessage { return .mail }
    switch part.type.value {
    case "text/html": return .html
    case "text/csv", "text/tab-separated-values": return .delimited
    case "text/markdown": return .markdown
    case "text/css", "text/javascript", "text/ecmascript": return nil
    default: break
    }
    let isNamedText = KnownFormat.isText(fileName: name)
    guard isNamedText || part.type.value.hasPrefix("text/") else { return nil }
    let head = content.span.extracting(first: DocumentFormat.headSize)
    guard let format = try? DocumentFormat.detect(head: head, fileName: name), format.isText else {
      return nil
    }
    return format
  }
}
