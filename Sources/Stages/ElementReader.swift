package import Documents
import JSON

/// Reads elements from the JSON that we or Unstructured write.
///
/// All that `ElementLines` writes comes back, but for ids, parents and headings, which follow from the rest.
/// Fields of Unstructured's for which an element has no place are passed over.
package enum ElementReader {
  /// Why a text is no list of elements, and where.
  package struct Problem: Error, Sendable {
    package var line: Int
    package var column: Int
    package var message: String
  }

  /// The elements of one file, by the name that they themselves give it.
  package struct NamedDocument: Sendable {
    package var path: String
    package var document: ParsedDocument
  }

  /// Reads JSON Lines or one array; elements that follow each other and name one file are one document.
  package static func read(_ bytes: [UInt8]) throws(Problem) -> [NamedDocument] {
    var documents: [NamedDocument] = []
    for (json, place) in try values(bytes) {
      guard json.members != nil else {
        throw problem(place, "an element is an object, not \(json.kindName)")
      }
      guard let type = json["type"]?.string else {
        throw problem(place, "the element has no 'type'")
      }
      let metadata = json["metadata"]
      let name = metadata.flatMap(attachedTo) ?? metadata?["filename"]?.string ?? ""
      let path = metadata?["file_directory"]?.string.map { "\($0)/\(name)" } ?? name
      if documents.last.map({ Array($0.path.utf8) != Array(path.utf8) }) ?? true {
        documents.append(NamedDocument(path: path, document: ParsedDocument()))
      }
      add(element(json, type), metadata.flatMap(mail), to: &documents[documents.count - 1].document)
    }
    return documents
  }

  /// Adds an element with the head of a mail that stands at it: the document's own, or that of a file in it.
  private static func add(
    _ element: Element,
    _ mail: DocumentFacts.MailFacts?,
    to document: inout ParsedDocument
  ) {
    var element = element
    if element.attachment == nil {
      document.facts.mail = document.facts.mail ?? mail
    } else if mail != document.facts.mail {
      element.attachment?.mail = mail
    }
    document.elements.append(element)
  }

  private static func problem(_ place: JSONPlace, _ message: String) -> Problem {
    Problem(line: place.line, column: place.column, message: message)
  }

  private static func values(_ bytes: [UInt8]) throws(Problem) -> [(JSON, JSONPlace)] {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if first == UInt8(ascii: "[") {
      return try (value(bytes, line: 1).elements ?? []).map { ($0, $0.place) }
    }
    var values: [(JSON, JSONPlace)] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      let json = try value(Array(line), line: index + 1)
      values.append((json, JSONPlace(file: "", line: index + 1, column: json.place.column)))
    }
    return values
  }

  private static func value(_ bytes: [UInt8], line: Int) throws(Problem) -> JSON {
    do throws(JSONProblem) {
      return try JSONParser.value(bytes, file: "")
    } catch {
      throw Problem(
        line: error.place.line + line - 1,
        column: error.place.column,
        message: error.message
      )
    }
  }

  private static func element(_ json: JSON, _ type: String) -> Element {
    // A type that only a later version of their library knows is still text.
    var element = Element(
      ElementKind(rawValue: type) ?? .uncategorizedText,
      json["text"]?.string ?? ""
    )
    if case .bool(let checked)? = json["checked"]?.value { element.checked = checked }
    guard let metadata = json["metadata"] else { return element }
    if let depth = metadata["category_depth"]?.integer, Element.depths.contains(depth) {
      element.categoryDepth = depth
    }
    if let page = metadata["page_number"]?.integer, Element.pages.contains(page) {
      element.pageNumber = page
    }
    element.pageName = metadata["page_name"]?.string
    element.role = metadata["role"]?.string
    element.label = metadata["label"]?.string
    element.headerFooterType = metadata["header_footer_type"]?.string
    element.strategy = metadata["strategy"]?.string
    element.languages = texts(metadata["languages"])
    element.attachment = attachment(metadata)
    element.places = places(metadata, page: element.pageNumber)
    element.image = image(metadata)
    element.textAsHTML = metadata["text_as_html"]?.string
    element.codeLanguage = metadata["code_language"]?.string
    if let range = metadata["source_range"]?.elements, range.count == 2,
      let start = range[0].integer, let end = range[1].integer, start >= 0, end >= start
    {
      element.sourceRange = start..<end
    }
    element.links = links(metadata)
    let tags = texts(metadata["emphasized_text_tags"])
    for (content, tag) in zip(texts(metadata["emphasized_text_contents"]), tags) {
      element.emphasis.append(Element.Emphasis(text: content, tag: tag))
    }
    return element
  }

  /// The strings of a list; what is none stands as an empty one, so that lists side by side stay so.
  private static func texts(_ json: JSON?) -> [String] {
    (json?.elements ?? []).map { $0.string ?? "" }
  }

  private static func links(_ metadata: JSON) -> [Element.Link] {
    let texts = texts(metadata["link_texts"])
    let starts = metadata["link_start_indexes"]?.elements ?? []
    return self.texts(metadata["link_urls"]).enumerated().map { index, url in
      Element.Link(
        text: index < texts.count ? texts[index] : "",
        url: url,
        start: index < starts.count ? starts[index].integer ?? 0 : 0
      )
    }
  }

  /// What an element that is attached to another file says of its own.
  private static func attachment(_ metadata: JSON) -> Element.Attachment? {
    guard attachedTo(metadata) != nil else { return nil }
    let path = texts(metadata["attachment_path"])
    let name = metadata["filename"]?.string ?? ""
    return Element.Attachment(
      path: path.isEmpty ? [name] : path,
      mediaType: metadata["filetype"]?.string
    )
  }

  private static func attachedTo(_ metadata: JSON) -> String? {
    // Theirs is a list in some versions.
    metadata["attached_to_filename"]?.string
      ?? metadata["attached_to_filename"]?.elements?.first?.string
  }

  private static func image(_ metadata: JSON) -> Element.Image? {
    let type = metadata["image_mime_type"]?.string
    let digest = metadata["image_sha256"]?.string
    guard type != nil || digest != nil else { return nil }
    return Element.Image(
      mediaType: type,
      digest: digest ?? "",
      width: metadata["image_width"]?.integer,
      height: metadata["image_height"]?.integer
    )
  }

  private static func mail(_ metadata: JSON) -> DocumentFacts.MailFacts? {
    var mail = DocumentFacts.MailFacts()
    mail.from = texts(metadata["sent_from"])
    mail.to = texts(metadata["sent_to"])
    mail.cc = texts(metadata["cc_recipient"])
    mail.bcc = texts(metadata["bcc_recipient"])
    mail.subject = metadata["subject"]?.string
    mail.messageID = metadata["email_message_id"]?.string
    mail.date = metadata["sent_at"]?.string
    return mail == DocumentFacts.MailFacts() ? nil : mail
  }
}
