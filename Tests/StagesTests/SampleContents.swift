import Digests
import Documents
import ModelFiles
import ModelFixtures
import Pipeline
import Scratch
import Stages
import Synchronization
import Transformers

/// Values for tests of stages: one of each kind that they hand on, with everything set that can be.
enum Sample {
  static let elements: Elements = {
    var title = Element(.title, "Rain")
    title.categoryDepth = 1
    title.sourceRange = 0..<4
    var text = Element(.narrativeText, "A tipping bucket\nmeasures \"rain\" ü 🙂.")
    text.pageNumber = 3
    text.links = [Element.Link(text: "bucket", url: "https://example.org/?a=b&c", start: 10)]
    text.emphasis = [Element.Emphasis(text: "tipping", tag: "i")]
    var table = Element(.table, "a b")
    table.textAsHTML = "<table><tr><td>a</td><td>b</td></tr></table>"
    var code = Element(.codeSnippet, "let x = 1\0")
    code.codeLanguage = "swift"
    var box = Element(.listItem, "done")
    box.checked = true
    var document = ParsedDocument([title, text, table, code, box, placed])
    document.facts = facts
    document.ledger.found = 120
    document.ledger.kept = 110
    document.ledger.drop(.offPage, 7)
    document.ledger.drop(.hyphen, 3)
    document.remarks = ["is odd"]
    document.lostPages = [4, 9]
    return Elements(document)
  }()

  /// An element of a format with pages, with everything that such a one can have.
  static let placed: Element = {
    var element = Element(.image, "A gauge")
    element.pageNumber = 2
    element.pageName = "ii"
    let box = Box(left: 72.1, top: 0.5, right: 300, bottom: 88.25)
    element.places = [
      Place(page: 2, box: box, pageWidth: 595.276, pageHeight: 841.89),
      Place(page: 3, box: box, pageWidth: 841.89, pageHeight: 595.276),
    ]
    element.role = "footnote"
    element.headerFooterType = "first_page"
    element.strategy = "layout"
    element.languages = ["eng", "deu"]
    element.image = Element.Image(mediaType: "image/png", digest: "00ff", width: 640, height: 480)
    element.attachment = Element.Attachment(
      path: ["letter.eml", "gauge.pdf"],
      mediaType: "application/pdf"
    )
    return element
  }()

  static let facts: DocumentFacts = {
    var facts = DocumentFacts()
    facts.title = "Rain"
    facts.authors = ["A. Author", "B"]
    facts.subject = "Gauges"
    facts.keywords = ["rain", "gauge"]
    facts.created = "2024-02-29T12:00:00Z"
    facts.modified = "2024-03-01"
    facts.producer = "a press"
    facts.language = "en"
    facts.pageCount = 12
    facts.outline = [DocumentFacts.OutlineEntry(title: "Intro", depth: 0, page: 1)]
    facts.attachments = [
      DocumentFacts.Attachment(name: "a.bin", mediaType: nil, size: 3, digest: "ab")
    ]
    var mail = DocumentFacts.MailFacts()
    mail.from = ["a@example.org"]
    mail.to = ["b@example.org", "c@example.org"]
    mail.cc = ["d@example.org"]
    mail.bcc = ["e@example.org"]
    mail.subject = "Rain"
    mail.messageID = "<1@example.org>"
    mail.date = "2024-02-29T12:00:00Z"
    facts.mail = mail
    return facts
  }()

  static let chunks: Chunks = {
    var first = Chunk(
      .compositeElement,
      "A tipping bucket",
      titlePath: ["Guide", "Rain"],
      elements: 0..<2
    )
    first.sourceRange = 4..<20
    first.pages = 2...3
    var second = Chunk(.table, "a b", titlePath: [], elements: 2..<3)
    second.textAsHTML = "<table></table>"
    second.isContinuation = true
    return Chunks(title: "Rain", chunks: [first, second, second])
  }()

  static let space = VectorSpace(form: .f16, dimensions: 2, similarity: .cosine)

  static let vectors: Vectors = {
    var tally = EmbeddingTally()
    tally.tokens = 12
    let numbers: [UInt8] = [0, 0x3C, 0, 0, 0, 0, 0, 0xBC, 1, 2, 3, 4]
    return Vectors(chunks: chunks, space: space, bytes: numbers, tally: tally)
  }()

  /// The folder of a model with 4 dimensions that takes 9 tokens, for all tests of the process.
  static let model: String = {
    do {
      let folder = try ScratchFolder()
      folders.withLock { $0.append(folder) }
      try SmallModel().write(to: folder, "small")
      return folder("small")
    } catch {
      return "no model: \(error)"
    }
  }()

  private static let folders = Mutex<[ScratchFolder]>([])

  static func document(_ path: String, copies: [String] = []) -> SinkDocument {
    SinkDocument(
      source: "files",
      path: path,
      copies: copies,
      hint: FileContent.hint(forPath: path),
      size: 12,
      hash: SHA256.digest(Array(path.utf8)),
      key: SHA256.digest([1])
    )
  }

  /// A payload for each port, by the port's name, as the stage of this name takes it.
  static func payload(_ port: PortType, for stage: String = "") -> (any Payload)? {
    switch port {
    case .documents where stage == "read_elements":
      FileContent(bytes: Array(#"[{ "type": "Title", "text": "Rain" }]"#.utf8), hint: "json")
    case .documents: FileContent(bytes: Array("# Rain\n\nIt rains.\n".utf8), hint: "md")
    case .elements: elements
    case .chunks: chunks
    case .vectors: vectors
    default: nil
    }
  }

  /// A payload with nothing in it, for each port.
  static func emptyPayload(_ port: PortType) -> (any Payload)? {
    switch port {
    case .documents: FileContent(bytes: [], hint: "md")
    case .elements: Elements([])
    case .chunks: Chunks(title: nil, chunks: [])
    case .vectors:
      Vectors(chunks: Chunks(title: nil, chunks: []), space: space, bytes: [], tally: .init())
    default: nil
    }
  }
}
