import Documents
import JSON

/// An element as it was read, with what of its JSON the element itself has no place for.
struct ReadElement: Sendable {
  var element: Element
  /// The file that it is of, by what it says itself.
  var path: String
  /// The id that it came with.
  var id: String?
  var mail: DocumentFacts.MailFacts?
  /// Its own JSON, and that of its metadata, in the block that it came in.
  var json: Range<Int>
  var metadata: Range<Int>?
  /// Which fields its metadata have of those that pass through to chunks.
  var passing: PassingFields = []
}

/// Reads one element after another from the JSON that we or Unstructured write.
///
/// Whatever is of another kind than its name promises counts as not being there.
struct ElementScanner {
  private(set) var scanner: JSONScanner
  /// Whether the last element was all in one line.
  private(set) var wasInOneLine = true
  private var name: [UInt8] = []
  private var head = Head()
  /// The path of the element before, which most share.
  private var last = (head: Head(), path: "")
  /// Those of the element before: a document has one list of them in memory, not one for each element.
  private var languages: [String] = []
  private var read = ReadElement(element: Element(.title, ""), path: "", json: 0..<0)
  private var parts = Parts()

  init(_ scanner: JSONScanner) { self.scanner = scanner }

  /// What names the file of an element.
  private struct Head: Equatable {
    var filename: String?
    var directory: String?
    var attachedTo: String?
  }

  /// What only together makes a part of an element.
  private struct Parts {
    var coordinates: Int?
    var spans: Int?
    var linkURLs: [String] = []
    var linkTexts: [String] = []
    var linkStarts: [Int?] = []
    var emphasized: [String] = []
    var tags: [String] = []
    var mediaType: String?
    var attachmentPath: [String] = []
    var image = Element.Image(mediaType: nil, digest: "")
    var mail = DocumentFacts.MailFacts()
  }

  var isAtEnd: Bool { scanner.isAtEnd }
  var position: Int { scanner.position }

  /// Goes into a list, and to its next element; false once the list is passed.
  mutating func enterList() throws(JSONProblem) { try scanner.enterList() }
  mutating func nextElement(isFirst: inout Bool) throws(JSONProblem) -> Bool {
    try scanner.nextElement(isFirst: &isFirst)
  }

  /// Reads the element that stands here.
  mutating func element() throws(JSONProblem) -> ReadElement {
    let start = scanner.position
    scanner.lineEnd = nil
    guard scanner.next == UInt8(ascii: "{") else {
      let place = scanner.place
      throw JSONProblem(
        place: place,
        message: "an element is an object, not \(try scanner.tree().kindName)"
      )
    }
    read.element = Element(.uncategorizedText, "")
    read.id = nil
    read.mail = nil
    read.metadata = nil
    read.passing = []
    head = Head()
    var hasType = false
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      switch ElementField(name) {
      case .type:
        guard let type = try scanner.optionalText() else { continue }
        hasType = true
        // A type that only a later version of their library knows is still text.
        read.element.kind = ElementKind(rawValue: type) ?? .uncategorizedText
      case .elementID: read.id = try scanner.optionalText()
      case .text: read.element.text = try ownText()
      case .checked: read.element.checked = try scanner.optionalFlag()
      case .metadata where scanner.next == UInt8(ascii: "{"): try metadata()
      default: try scanner.skip()
      }
    }
    guard hasType else {
      throw JSONProblem(place: scanner.place(of: start), message: "the element has no 'type'")
    }
    read.json = scanner.passed(since: start).indices
    wasInOneLine =
      scanner.lineEnd.map { $0 >= read.json.upperBound } ?? scanner.isAtEnd
    name(read)
    return read
  }

  /// The text of an element; what is another value than a text would be lost, and is refused.
  private mutating func ownText() throws(JSONProblem) -> String {
    let place = scanner.position
    if scanner.next == UInt8(ascii: "n") || scanner.next == UInt8(ascii: "\"") {
      return try scanner.optionalText() ?? ""
    }
    let kind = try scanner.tree().kindName
    throw JSONProblem(
      place: scanner.place(of: place),
      message: "the 'text' of an element is a text, not \(kind)"
    )
  }

  /// Finds the path by which elements that follow each other are one document.
  private mutating func name(_ element: ReadElement) {
    if last.head != head {
      let name = head.attachedTo ?? head.filename ?? ""
      last = (head, head.directory.map { "\($0)/\(name)" } ?? name)
    }
    read.path = last.path
  }

  private mutating func metadata() throws(JSONProblem) {
    let start = scanner.position
    parts = Parts()
    try scanner.enterObject()
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      guard let field = ElementField(name) else {
        try scanner.skip()
        continue
      }
      if let passing = field.passing, scanner.next != UInt8(ascii: "n") {
        read.passing.insert(passing)
      }
      try take(field)
    }
    read.metadata = start..<scanner.position
    try assemble()
  }

  private mutating func take(_ field: ElementField) throws(JSONProblem) {
    switch field {
    case .filename: head.filename = try scanner.optionalText()
    case .fileDirectory: head.directory = try scanner.optionalText()
    case .filetype: parts.mediaType = try scanner.optionalText()
    case .attachedTo:
      // Theirs is a list in some versions.
      head.attachedTo =
        scanner.next == UInt8(ascii: "[") ? try scanner.texts().first : try scanner.optionalText()
    case .attachmentPath: parts.attachmentPath = try scanner.texts()
    case .categoryDepth: read.element.categoryDepth = try integer(in: Element.depths)
    case .pageNumber: read.element.pageNumber = try integer(in: Element.pages)
    case .pageName: read.element.pageName = try scanner.optionalText()
    case .role: read.element.role = try scanner.optionalText()
    case .label: read.element.label = try scanner.optionalText()
    case .headerFooterType: read.element.headerFooterType = try scanner.optionalText()
    case .strategy: read.element.strategy = try scanner.optionalText()
    case .languages:
      let found = try scanner.texts()
      if found != languages { languages = found }
      read.element.languages = languages
    case .textAsHTML: read.element.textAsHTML = try scanner.optionalText()
    case .codeLanguage: read.element.codeLanguage = try scanner.optionalText()
    case .sourceRange: read.element.sourceRange = try scanner.optionalRange()
    case .coordinates: parts.coordinates = try passed()
    case .spans: parts.spans = try passed()
    case .linkURLs: parts.linkURLs = try scanner.texts()
    case .linkTexts: parts.linkTexts = try scanner.texts()
    case .linkStarts: parts.linkStarts = try scanner.integers()
    case .emphasized: parts.emphasized = try scanner.texts()
    case .tags: parts.tags = try scanner.texts()
    case .imageType: parts.image.mediaType = try scanner.optionalText()
    case .imageDigest: parts.image.digest = try scanner.optionalText() ?? ""
    case .imageWidth: parts.image.width = try scanner.optionalInteger()
    case .imageHeight: parts.image.height = try scanner.optionalInteger()
    case .from: parts.mail.from = try scanner.texts()
    case .to: parts.mail.to = try scanner.texts()
    case .cc: parts.mail.cc = try scanner.texts()
    case .bcc: parts.mail.bcc = try scanner.texts()
    case .subject: parts.mail.subject = try scanner.optionalText()
    case .messageID: parts.mail.messageID = try scanner.optionalText()
    case .sentAt: parts.mail.date = try scanner.optionalText()
    default: try scanner.skip()
    }
  }

  /// Puts together what is said by several members, whatever their order.
  private mutating func assemble() throws(JSONProblem) {
    if head.attachedTo != nil {
      let path = parts.attachmentPath
      read.element.attachment = Element.Attachment(
        path: path.isEmpty ? [head.filename ?? ""] : path,
        mediaType: parts.mediaType
      )
    }
    if parts.coordinates != nil || parts.spans != nil { try assemblePlaces() }
    if parts.image.mediaType != nil || !parts.image.digest.isEmpty {
      read.element.image = parts.image
    }
    if !parts.linkURLs.isEmpty {
      read.element.links = parts.linkURLs.enumerated().map { index, url in
        Element.Link(
          text: index < parts.linkTexts.count ? parts.linkTexts[index] : "",
          url: url,
          start: index < parts.linkStarts.count ? parts.linkStarts[index] ?? 0 : 0
        )
      }
    }
    if !parts.emphasized.isEmpty {
      read.element.emphasis = zip(parts.emphasized, parts.tags).map {
        Element.Emphasis(text: $0, tag: $1)
      }
    }
    if parts.mail != DocumentFacts.MailFacts() { read.mail = parts.mail }
  }

  /// Finds where it stands: by our own spans, or by Unstructured's coordinates.
  private mutating func assemblePlaces() throws(JSONProblem) {
    var layout: PlaceScanner.Layout?
    if let coordinates = parts.coordinates {
      var places = PlaceScanner(scanner.again(at: coordinates))
      layout = try places.coordinates()
    }
    if let spans = parts.spans {
      var places = PlaceScanner(scanner.again(at: spans))
      read.element.places = try places.spans(in: layout)
    } else if let place = layout?.place(onPage: read.element.pageNumber ?? 1) {
      read.element.places = [place]
    }
  }

  // MARK: Values

  /// Passes a value over and gives where it stands; nil where it is null.
  private mutating func passed() throws(JSONProblem) -> Int? {
    let start = scanner.position
    let isNull = scanner.next == UInt8(ascii: "n")
    try scanner.skip()
    return isNull ? nil : start
  }

  private mutating func integer(in range: ClosedRange<Int>) throws(JSONProblem) -> Int? {
    let number = try scanner.optionalInteger()
    return number.flatMap { range.contains($0) ? $0 : nil }
  }
}
