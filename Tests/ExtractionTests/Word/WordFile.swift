import ArchiveFixtures
import Documents
import Extraction
import Testing

/// A Word file put together part by part.
struct WordFile {
  var parts: [(name: String, content: String)] = []
  var relationships: [(id: String, type: String, target: String, isExternal: Bool)] = []
  var contentTypes: [(part: String, type: String)] = []
  private var body: String

  static let namespaces = [
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
  ]

  static var declarations: String {
    namespaces.sorted { $0.key < $1.key }.map { " xmlns:\($0)=\"\($1)\"" }.joined()
  }

  init(_ body: String) { self.body = body }

  /// Adds a part that the document leads to.
  mutating func add(_ type: String, _ name: String, _ content: String, id: String? = nil) {
    parts.append(("word/" + name, content))
    relationships.append((id ?? "r\(relationships.count + 1)", type, name, false))
  }

  mutating func add(styles: String) {
    add("styles", "styles.xml", "<w:styles\(Self.declarations)>\(styles)</w:styles>")
  }

  mutating func add(numbering: String) {
    add("numbering", "numbering.xml", "<w:numbering\(Self.declarations)>\(numbering)</w:numbering>")
  }

  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  var document: String { "<w:document\(Self.declarations)><w:body>\(body)</w:body></w:document>" }

  /// The parts with those that say how they belong together.
  var allParts: [(name: String, content: String)] {
    var types = "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    types += "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    types +=
      "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
      + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    for (part, type) in contentTypes {
      types += "<Override PartName=\"/\(part)\" ContentType=\"\(type)\"/>"
    }
    var links = ""
    for link in relationships {
      let mode = link.isExternal ? " TargetMode=\"External\"" : ""
      links += "<Relationship Id=\"\(link.id)\" Type=\"\(Self.office)\(link.type)\""
      links += " Target=\"\(link.target)\"\(mode)/>"
    }
    let package = "http://schemas.openxmlformats.org/package/2006/"
    let root =
      "<Relationship Id=\"m\" Type=\"\(Self.office)officeDocument\" Target=\"word/document.xml\"/>"
    return [
      ("[Content_Types].xml", "<Types xmlns=\"\(package)content-types\">\(types)</Types>"),
      ("_rels/.rels", "<Relationships xmlns=\"\(package)relationships\">\(root)</Relationships>"),
      (
        "word/_rels/document.xml.rels",
        "<Relationships xmlns=\"\(package)relationships\">\(links)</Relationships>"
      ), ("word/document.xml", document),
    ] + parts
  }

  var bytes: [UInt8] {
    HandMadeZip(allParts.map { .init(Array($0.name.utf8), Array($0.content.utf8)) }).bytes
  }
}

/// A paragraph with nothing but a text.
func paragraph(_ text: String, _ properties: String = "") -> String {
  let properties = properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>"
  return "<w:p>\(properties)<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
}

/// Reads a body without other parts.
func wordDocument(
  _ body: String,
  options: ExtractionOptions = ExtractionOptions(),
  _ build: (inout WordFile) -> Void = { _ in }
) throws -> ParsedDocument {
  var file = WordFile(body)
  build(&file)
  let document = try extractWord(file.bytes, options: options)
  #expect(document.ledger.isClosed, "\(document.ledger)")
  return document
}

func wordOutline(
  _ body: String,
  options: ExtractionOptions = ExtractionOptions(),
  _ build: (inout WordFile) -> Void = { _ in }
) throws -> [String] {
  try wordDocument(body, options: options, build).elements.map(\.outline)
}
