import Digests
import Documents

extension MailDocument {
  /// Lists a file that came with the message, and reads it if it is of a format that is read.
  ///
  /// Whatever is wrong with it is a remark on the message, which is none the worse for it.
  mutating func readAttachment(
    _ part: MailParts.Part,
    _ reading: inout AttachmentReading,
    _ progress: (Int) -> Void
  ) {
    let content = MailBody.bytes(part, bytes).bytes
    let name = part.fileName ?? "part \(document.facts.attachments.count + 1)"
    let place = document.facts.attachments.count
    document.facts.attachments.append(
      DocumentFacts.Attachment(
        name: name,
        mediaType: part.type.value.isEmpty ? nil : part.type.value,
        size: content.count,
        digest: SHA256.digest(content).description
      )
    )
    if let reason = SealedPart.reason(part, content, in: parts) {
      document.facts.attachments[place].unread = reason
      document.remarks.append("has an attachment '\(name)' that \(reason)")
      return
    }
    if MailRecord.isRecord(part) {
      let isCalendar = part.type.value == "text/calendar"
      take(MailRecord.read(content, isCalendar: isCalendar), from: name)
      return
    }
    do throws(ExtractionError) {
      guard let format = try format(part, content, name) else { return }
      if isBesidePage(part), format.isText, format != .mail { return }
      guard depth < AttachmentReading.deepest, reading.files < AttachmentReading.most else {
        document.facts.attachments[place].unread =
          depth < AttachmentReading.deepest
          ? "comes after \(AttachmentReading.most) other files"
          : "lies more than \(AttachmentReading.deepest) files deep"
        remarkOnLimits()
        return
      }
      let number = reading.begin()
      guard !options.skipPages.contains(number) else {
        document.facts.attachments[place].unread = "ends the process that reads it"
        return
      }
      progress(number)
      let file = try read(content, as: format, &reading, progress)
      document.facts.attachments[place].mail = file.facts.mail
      take(file, from: name)
    } catch {
      if isBesidePage(part), case .unsupported = error { return }
      document.facts.attachments[place].unread = error.description
      // Of a format that nobody expects to be read the list tells enough.
      if case .unsupported = error { return }
      document.remarks.append("has an attachment '\(name)' that \(error)")
    }
  }

  /// Whether a file lies beside a page, as its pictures, styles and frames do.
  private func isBesidePage(_ part: MailParts.Part) -> Bool {
    guard let parent = part.parent, part.disposition.value != "attachment" else { return false }
    return parts[parent].type.value == "multipart/related"
  }

  func read(
    _ content: [UInt8],
    as format: DocumentFormat,
    _ reading: inout AttachmentReading,
    _ progress: (Int) -> Void
  ) throws(ExtractionError) -> ParsedDocument {
    var options = options
    options.encoding = nil
    if format == .mail {
      var message = try MailDocument.read(content, options, &reading, depth: depth + 1, progress)
      message.facts.mediaType = format.mediaType
      message.findLanguage()
      return message
    }
    // A page saved to a file is not the page that somebody looked for.
    options.html.boilerplate = .keep
    let before = reading.number
    options.skipPages = Set(options.skipPages.filter { $0 > before }.map { $0 - before })
    var last = 0
    defer { reading.pass(pages: last) }
    var document = try extract(content, as: format, options: options) { page in
      last = max(last, page)
      progress(before + page)
    }
    // Pages that were left out took a number as well.
    last = max(last, document.facts.pageCount ?? 0)
    // Sources are known of the document itself only.
    for index in document.elements.indices { document.elements[index].sourceRange = nil }
    return document
  }

  /// Adds what was read of a file.
  mutating func take(_ file: ParsedDocument, from name: String) {
    for element in file.elements {
      var element = element
      let inner = element.attachment
      element.attachment = Element.Attachment(
        path: [name] + (inner?.path ?? []),
        mediaType: inner?.mediaType ?? file.facts.mediaType,
        mail: inner?.mail ?? file.facts.mail
      )
      attached.append(element)
    }
    document.ledger.add(file.ledger)
    document.remarks += file.remarks.map { "has an attachment '\(name)' that \($0)" }
    document.facts.attachments += file.facts.attachments
  }

  mutating func remarkOnLimits() {
    let remark =
      "has more than \(AttachmentReading.most) attachments, or some more than "
      + "\(AttachmentReading.deepest) deep; those are listed only"
    if !document.remarks.contains(remark) { document.remarks.append(remark) }
  }

  /// The format of a file; nil for one that is no text to read, such as a style sheet.
  private func format(
    _ part: MailParts.Part,
    _ content: [UInt8],
    _ name: String
  ) throws(ExtractionError) -> DocumentFormat? {
    switch part.type.value {
    case "message/rfc822", "message/global": return .mail
    case "text/html", "application/xhtml+xml": return .html
    case "text/csv", "text/tab-separated-values": return .delimited
    case "text/markdown": return .markdown
    case "application/pdf": return .pdf
    case "text/css", "text/javascript", "text/ecmascript": return nil
    default: break
    }
    let head = content.span.extracting(first: DocumentFormat.headSize)
    let format = try DocumentFormat.detect(head: head, fileName: name)
    // Bytes that nothing names are no text that was attached to be read.
    guard !format.isText || part.type.value.hasPrefix("text/") || KnownFormat.isText(fileName: name)
    else { throw .unsupported(format: part.type.value.isEmpty ? "no name" : part.type.value) }
    return format
  }
}
