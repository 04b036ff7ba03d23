package import Documents
package import JSON
package import Pipeline

/// What documents say of themselves, and the account of their characters, as lines of JSON.
package enum FactLines {
  package static func write(
    _ document: ParsedDocument,
    of identity: DocumentIdentity,
    to text: inout JSONText
  ) {
    let place = FilePlace(identity.path)
    text.object { line in
      line.member("filename", place.name)
      if !place.folder.isEmpty { line.member("file_directory", place.folder) }
      line.member("filetype", document.facts.mediaType ?? place.mediaType)
      line.member("elements", document.elements.count)
      write(document.facts, to: &line)
      line.name("characters")
      line.object { characters in
        for (name, count) in document.ledger.amounts { characters.member(name, count) }
      }
      if !document.lostPages.isEmpty {
        line.name("lost_pages")
        line.array { for page in document.lostPages { $0.value(page) } }
      }
      if !document.remarks.isEmpty { line.member("remarks", document.remarks) }
    }
    text.newline()
  }

  private static func write(_ facts: DocumentFacts, to line: inout JSONText) {
    for (name, value) in [
      ("title", facts.title), ("subject", facts.subject), ("created", facts.created),
      ("modified", facts.modified), ("producer", facts.producer), ("language", facts.language),
      ("encoding", facts.encoding),
    ] {
      if let value { line.member(name, value) }
    }
    if !facts.authors.isEmpty { line.member("authors", facts.authors) }
    if !facts.keywords.isEmpty { line.member("keywords", facts.keywords) }
    if let count = facts.pageCount { line.member("page_count", count) }
    if !facts.outline.isEmpty {
      line.name("outline")
      line.array { for entry in facts.outline { write(entry, to: &$0) } }
    }
    if !facts.attachments.isEmpty {
      line.name("attachments")
      line.array { for attachment in facts.attachments { write(attachment, to: &$0) } }
    }
    if let mail = facts.mail { write(mail, to: &line) }
  }

  private static func write(_ mail: DocumentFacts.MailFacts, to line: inout JSONText) {
    line.name("mail")
    line.object { line in
      for (name, list) in [
        ("from", mail.from), ("to", mail.to), ("cc", mail.cc), ("bcc", mail.bcc),
      ] where !list.isEmpty { line.member(name, list) }
      for (name, value) in [
        ("subject", mail.subject), ("message_id", mail.messageID), ("date", mail.date),
      ] {
        if let value { line.member(name, value) }
      }
    }
  }

  private static func write(_ entry: DocumentFacts.OutlineEntry, to line: inout JSONText) {
    line.object { line in
      line.member("title", entry.title)
      line.member("depth", entry.depth)
      if let page = entry.page { line.member("page", page) }
    }
  }

  private static func write(_ attachment: DocumentFacts.Attachment, to line: inout JSONText) {
    line.object { line in
      line.member("name", attachment.name)
      if let type = attachment.mediaType { line.member("media_type", type) }
      line.member("size", attachment.size)
      line.member("sha256", attachment.digest)
      if let reason = attachment.unread { line.member("unread", reason) }
      if let mail = attachment.mail { write(mail, to: &line) }
    }
  }
}

extension CharacterLedger {
  /// Its amounts that are not zero, each by the name that reports use, in an order of their own.
  var amounts: [(name: String, count: Int)] {
    let amounts =
      [("found", found), ("kept", kept), ("added", added)]
      + Drop.allCases.map { ("dropped_\($0.rawValue.replacing("-", with: "_"))", drops[$0] ?? 0) }
    return amounts.filter { $0.1 != 0 }
  }
}
