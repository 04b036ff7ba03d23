import Documents
import LibXML

extension StoryReader {
  mutating func openSection() {
    sections.properties = SectionProperties()
    scopes.append(.section)
  }

  mutating func sectionProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .type: sections.properties.type = attributes.string(.val) ?? "nextPage"
    case .titlePg: sections.properties.hasFirstPage = attributes.isOn()
    case .headerReference, .footerReference:
      guard let id = attributes.string(.relId) else { return }
      let type = attributes.string(.type) ?? "default"
      sections.properties.references.append((name == .headerReference, type, id))
    default: break
    }
  }

  /// Ends the section at once, or with the paragraph that the properties stand in.
  mutating func closeSection() {
    if hasParagraph {
      paragraphs[paragraphs.count - 1].extra.section = sections.properties
    } else if frames.count == 1 {
      finishFrame()
      endSection(sections.properties)
    }
  }

  mutating func endSection(_ section: SectionProperties) {
    guard frames.count == 1, case .document = purpose else { return }
    let shift = pages.endSection(
      section.type,
      isFirst: sections.isFirst,
      startPage: sections.startPage
    )
    let first = sections.startPage + shift
    if shift > 0 {
      for index in frames[0].elements.indices[sections.start...] {
        frames[0].elements[index].pageNumber? += shift
      }
    }
    let headers = furniture(of: section, isHeader: true, page: first)
    frames[0].elements.insert(contentsOf: headers, at: sections.start)
    frames[0].elements += furniture(of: section, isHeader: false, page: pages.number)
    elementCount += headers.count
    sections.start = frames[0].elements.count
    sections.startPage = pages.number
    sections.isFirst = false
    frames[0].endsInCode = false
  }

  /// The headers or footers that a section brings, each given once in the document.
  private mutating func furniture(
    of section: SectionProperties,
    isHeader: Bool,
    page: Int
  ) -> [Element] {
    var elements: [Element] = []
    for reference in section.references where reference.isHeader == isHeader {
      let type: String
      switch reference.type {
      case "first":
        guard section.hasFirstPage else { continue }
        type = "first_page"
      case "even":
        guard context.hasEvenPages else { continue }
        type = "even_page"
      default: type = "primary"
      }
      guard let story = context.headers[reference.id],
        sections.given.insert(type + " " + reference.id).inserted
      else { continue }
      ledger.add(story.ledger)
      let lines = story.elements.filter { $0.kind != .image && !$0.text.isEmpty }.map(\.text)
      guard !lines.isEmpty else { continue }
      var element = Element(isHeader ? .header : .footer, lines.joined(separator: "\n"))
      element.headerFooterType = type
      element.links = lines.count == 1 ? story.elements.first { !$0.text.isEmpty }?.links ?? [] : []
      element.pageNumber = page
      elements.append(element)
    }
    return elements
  }
}
