import Chunking
import Documents

/// A document of any sort, the same for the same seed.
struct RandomDocument {
  private(set) var elements: [Element] = []
  private var random: SeededNumbers
  private var page = 1

  init(seed: Int) {
    random = SeededNumbers(seed: UInt64(seed) &* 0x9E37_79B9 + 1)
    let count = random.below(40)
    let hasPages = random.below(3) > 0
    for _ in 0..<count { add(hasPages: hasPages) }
  }

  private static let words = [
    "river", "gauge", "the", "a", "of", "Brindle", "e.g.", "3.5", "flood", "Dr.", "level", "and",
    "noon.", "rises!", "why?", "so:", "it;", "but,", "naïve", "Übergang", "水位。", "河の水位、",
    "測定する", "👩‍👩‍👧‍👦", "e\u{301}te\u{301}", "مستوى", "النهر؟", "антенна.", "(see", "below)", "“Stop.”",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "x", "Z\u{351}\u{36B}\u{343}\u{32A}algo",
  ]
  private static let spaces = [
    " ", " ", " ", " ", " ", "  ", "\n", "\t", "\u{A0}", "\r\n", "\u{3000}",
  ]

  private mutating func text(_ most: Int) -> String {
    var text = random.below(12) == 0 ? " " : ""
    for _ in 0..<random.below(most) {
      text += Self.words[random.below(Self.words.count)]
      // Some scripts have no spaces between words.
      if random.below(9) > 0 { text += Self.spaces[random.below(Self.spaces.count)] }
    }
    return text
  }

  private mutating func add(hasPages: Bool) {
    let kinds: [ElementKind] = [
      .title, .title, .narrativeText, .narrativeText, .narrativeText, .listItem, .listItem,
      .listItem,
      .codeSnippet, .table, .pageBreak, .header, .footer, .pageNumber, .figureCaption, .image,
      .uncategorizedText,
    ]
    let kind = kinds[random.below(kinds.count)]
    var element: Element
    switch kind {
    case .pageBreak: element = Element(kind, "")
    case .table: element = table()
    case .codeSnippet:
      let lines = (0..<random.below(8)).map { _ in "  " + text(6) }
      element = Element(kind, lines.joined(separator: "\n"))
    case .title: element = Element(kind, text(6), depth: random.below(4))
    case .listItem: element = Element(kind, text(20), depth: random.below(3))
    default: element = Element(kind, text(random.below(4) == 0 ? 120 : 25))
    }
    if hasPages {
      if random.below(6) == 0 { page += 1 }
      element.pageNumber = page
      let left = Float(random.below(500))
      let box = Box(left: left, top: 10, right: left + 20, bottom: 30)
      element.places = [Place(page: page, box: box, pageWidth: 595, pageHeight: 842)]
      if random.below(8) == 0 {
        element.places.append(Place(page: page + 1, box: box, pageWidth: 595, pageHeight: 842))
      }
    }
    if random.below(10) == 0 { element.label = "\(random.below(9))." }
    if random.below(25) == 0 { element.role = ["navigation", "toc", "watermark"][random.below(3)] }
    if random.below(30) == 0 {
      element.attachment = Element.Attachment(path: ["a.txt"], mediaType: nil)
    }
    if random.below(4) == 0 {
      element.languages = [["eng"], ["deu"], ["eng", "fra"]][random.below(3)]
    }
    elements.append(element)
  }

  private mutating func table() -> Element {
    var html = "<table>"
    var text: [String] = []
    let columns = random.below(4) + 1
    for row in 0..<random.below(9) {
      let isHead = row < random.below(3)
      html += "<tr>"
      for _ in 0..<columns {
        let cell = self.text(random.below(6) == 0 ? 60 : 5)
        let name = isHead ? "th" : "td"
        let span = random.below(8) == 0 ? " rowspan=\"2\"" : ""
        html += "<\(name)\(span)>\(cell)</\(name)>"
        text.append(cell)
      }
      html += "</tr>"
    }
    // Some have HTML that says something else, or a title that it does not have.
    if random.below(6) == 0 { text.insert("Table title", at: 0) }
    if random.below(8) == 0 { text.append("other words") }
    if random.below(10) == 0 { text.reverse() }
    var element = Element(.table, text.joined(separator: " "))
    if random.below(8) > 0 { element.textAsHTML = html + "</table>" }
    return element
  }
}

/// Counts in a way that no sum of parts foresees: two texts joined may have a token more than both.
struct LetterPairs: TokenCounter {
  var added: Int { 2 }
  func count(_ text: String) -> Int { text.utf8.count / 3 }
}
