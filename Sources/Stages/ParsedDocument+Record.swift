import Documents
import Pipeline

// How a parsed document lies in the cache, and how a worker hands it over.

extension RecordWriter {
  mutating func write(_ document: ParsedDocument) {
    write(document, elementsFrom: 0)
  }

  /// Writes a document without its first elements.
  mutating func write(_ document: ParsedDocument, elementsFrom start: Int) {
    write(document.elements.count - start)
    for element in document.elements[start...] { write(element) }
    write(document.facts)
    write(document.ledger)
    write(document.remarks) { $0.write($1) }
    write(document.lostPages) { $0.write($1) }
  }

  private mutating func write(_ facts: DocumentFacts) {
    for text in [
      facts.title, facts.subject, facts.created, facts.modified, facts.producer, facts.language,
      facts.encoding, facts.mediaType,
    ] { write(text) { $0.write($1) } }
    write(facts.authors) { $0.write($1) }
    write(facts.keywords) { $0.write($1) }
    write(facts.pageCount) { $0.write($1) }
    write(facts.outline) { writer, entry in
      writer.write(entry.title)
      writer.write(entry.depth)
      writer.write(entry.page) { $0.write($1) }
    }
    write(facts.attachments) { writer, attachment in
      writer.write(attachment.name)
      writer.write(attachment.mediaType) { $0.write($1) }
      writer.write(attachment.size)
      writer.write(attachment.digest)
      writer.write(attachment.unread) { $0.write($1) }
      writer.write(attachment.mail) { $0.write($1) }
    }
    write(facts.mail) { $0.write($1) }
  }

  mutating func write(_ mail: DocumentFacts.MailFacts) {
    for list in [mail.from, mail.to, mail.cc, mail.bcc] { write(list) { $0.write($1) } }
    for text in [mail.subject, mail.messageID, mail.date] { write(text) { $0.write($1) } }
  }

  private mutating func write(_ ledger: CharacterLedger) {
    write(ledger.found)
    write(ledger.kept)
    write(ledger.added)
    let drops = CharacterLedger.Drop.allCases.compactMap { drop in
      ledger.drops[drop].map { (drop, $0) }
    }
    write(drops) { writer, drop in
      writer.write(drop.0.rawValue)
      writer.write(drop.1)
    }
  }
}

extension RecordReader {
  mutating func parsedDocument() throws(RecordError) -> ParsedDocument {
    var document = ParsedDocument()
    let count = try listCount()
    document.elements.reserveCapacity(min(count, 4096))
    for _ in 0..<count { document.elements.append(try element()) }
    document.facts = try facts()
    document.ledger = try ledger()
    document.remarks = try texts(atMost: Self.mostRemarks)
    document.lostPages = try list { (reader) throws(RecordError) in
      try reader.number(in: Element.pages)
    }
    return document
  }

  // No reader gives as many; who sends more means harm.
  private static var mostRemarks: Int { 10_000 }
  private static var mostNames: Int { 100_000 }
  private static var amounts: ClosedRange<Int> { 0...1 << 48 }

  private mutating func facts() throws(RecordError) -> DocumentFacts {
    var facts = DocumentFacts()
    facts.title = try optionalText()
    facts.subject = try optionalText()
    facts.created = try optionalText()
    facts.modified = try optionalText()
    facts.producer = try optionalText()
    facts.language = try optionalText()
    facts.encoding = try optionalText()
    facts.mediaType = try optionalText()
    facts.authors = try texts(atMost: Self.mostNames)
    facts.keywords = try texts(atMost: Self.mostNames)
    facts.pageCount = try optionalNumber(in: Element.pages)
    facts.outline = try list { (reader) throws(RecordError) in
      DocumentFacts.OutlineEntry(
        title: try reader.text(),
        depth: try reader.number(in: Element.depths),
        page: try reader.optionalNumber(in: Element.pages)
      )
    }
    facts.attachments = try list { (reader) throws(RecordError) in
      var attachment = DocumentFacts.Attachment(
        name: try reader.text(),
        mediaType: try reader.optionalText(),
        size: try reader.number(in: Self.amounts),
        digest: try reader.text()
      )
      attachment.unread = try reader.optionalText()
      attachment.mail = try reader.optionalMail()
      return attachment
    }
    facts.mail = try optionalMail()
    return facts
  }

  mutating func optionalMail() throws(RecordError) -> DocumentFacts.MailFacts? {
    try optional { (reader) throws(RecordError) in
      var mail = DocumentFacts.MailFacts()
      mail.from = try reader.texts(atMost: Self.mostNames)
      mail.to = try reader.texts(atMost: Self.mostNames)
      mail.cc = try reader.texts(atMost: Self.mostNames)
      mail.bcc = try reader.texts(atMost: Self.mostNames)
      mail.subject = try reader.optionalText()
      mail.messageID = try reader.optionalText()
      mail.date = try reader.optionalText()
      return mail
    }
  }

  private mutating func ledger() throws(RecordError) -> CharacterLedger {
    var ledger = CharacterLedger()
    ledger.found = try number(in: Self.amounts)
    ledger.kept = try number(in: Self.amounts)
    ledger.added = try number(in: Self.amounts)
    let drops = try list { (reader) throws(RecordError) in
      (CharacterLedger.Drop(rawValue: try reader.text()), try reader.number(in: Self.amounts))
    }
    for (drop, count) in drops {
      guard let drop else { throw RecordError.damaged(at: 0) }
      ledger.drops[drop] = count
    }
    return ledger
  }

  /// A number that whoever wrote it may have made up.
  mutating func number(in range: ClosedRange<Int>) throws(RecordError) -> Int {
    let number = try number()
    guard range.contains(number) else { throw RecordError.damaged(at: 0) }
    return number
  }

  mutating func optionalNumber(in range: ClosedRange<Int>) throws(RecordError) -> Int? {
    try optional { (reader) throws(RecordError) in try reader.number(in: range) }
  }

  mutating func texts(atMost limit: Int = .max) throws(RecordError) -> [String] {
    try list(atMost: limit) { (reader) throws(RecordError) in try reader.text() }
  }

  mutating func optionalText() throws(RecordError) -> String? {
    try optional { (reader) throws(RecordError) in try reader.text() }
  }

  mutating func optionalNumber() throws(RecordError) -> Int? {
    try optional { (reader) throws(RecordError) in try reader.number() }
  }
}
