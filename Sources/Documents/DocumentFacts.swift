/// What a document says of itself beside its text; only what it says, nothing guessed.
package struct DocumentFacts: Sendable, Hashable {
  package var title: String?
  package var authors: [String] = []
  package var subject: String?
  package var keywords: [String] = []
  /// ISO 8601, as exact as the document is.
  package var created: String?
  package var modified: String?
  /// What wrote it.
  package var producer: String?
  /// The language it declares, as a BCP 47 tag.
  package var language: String?
  /// The media type of the format that it was read in.
  package var mediaType: String?
  /// How the bytes of a text stood for its characters.
  package var encoding: String?
  package var pageCount: Int?
  package var outline: [OutlineEntry] = []
  package var attachments: [Attachment] = []
  package var mail: MailFacts?

  package init() {}

  /// A line of the table of contents that viewers show.
  package struct OutlineEntry: Sendable, Hashable {
    package var title: String
    /// 0 for the outermost.
    package var depth: Int
    package var page: Int?

    package init(title: String, depth: Int, page: Int?) {
      self.title = title
      self.depth = depth
      self.page = page
    }
  }

  /// A file inside the document.
  package struct Attachment: Sendable, Hashable {
    package var name: String
    package var mediaType: String?
    package var size: Int
    /// The SHA-256 of its bytes, as hexadecimal digits.
    package var digest: String
    /// Why its text is not among the elements, as a predicate; nil where it is, or has none to read.
    package var unread: String?
    /// Its head, where it is a mail itself.
    package var mail: MailFacts?

    package init(name: String, mediaType: String?, size: Int, digest: String) {
      self.name = name
      self.mediaType = mediaType
      self.size = size
      self.digest = digest
    }
  }

  /// The head of a mail.
  package struct MailFacts: Sendable, Hashable {
    package var from: [String] = []
    package var to: [String] = []
    package var cc: [String] = []
    package var bcc: [String] = []
    package var subject: String?
    package var messageID: String?
    /// ISO 8601.
    package var date: String?

    package init() {}
  }
}
