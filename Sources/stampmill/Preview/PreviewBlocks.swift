import Chunking
import Documents
import Drawing
import Stages

/// Makes the pages of a preview from elements, and the borders of chunks between them.
struct PreviewBlocks {
  let elements: [Element]
  private let borders: ChunkBorders

  init(_ elements: [Element], _ borders: ChunkBorders) {
    self.elements = elements
    self.borders = borders
  }

  /// The pages with all that stands on them, from the first to the last that is known of.
  func pages(count: Int?, where isWanted: (Int) -> Bool) -> [DocumentPreview.Page] {
    let last = max(
      count ?? 0,
      elements.reduce(0) { max($0, $1.pageNumber ?? 0, $1.places.map(\.page).max() ?? 0) }
    )
    // What stands on no page comes first, which is everything where the format has none.
    var pages = [DocumentPreview.Page(number: nil)]
    pages += last > 0 ? (1...last).map { DocumentPreview.Page(number: $0) } : []
    for (index, element) in elements.enumerated() {
      let home = max(0, min(last, element.pageNumber ?? element.places.first?.page ?? 0))
      let block = block(element, index)
      if let name = element.pageName { pages[home].name = name }
      pages[home].blocks.append(block)
      for place in element.places where (1...max(1, last)).contains(place.page) && last > 0 {
        pages[place.page].size = (place.pageWidth, place.pageHeight)
        let box = place.box
        pages[place.page].boxes.append(
          .init(
            block: block.number,
            sort: block.sort,
            left: box.left,
            top: box.top,
            width: box.width,
            height: box.height
          )
        )
      }
    }
    if pages[0].blocks.isEmpty { pages.removeFirst() }
    return pages.filter { $0.number.map(isWanted) ?? true }
  }

  private func block(_ element: Element, _ index: Int) -> DocumentPreview.Block {
    let sort = BlockSort(element)
    let level =
      element.kind == .title ? element.categoryDepth.map { " \($0 + 1)" } ?? "" : ""
    let role = element.role.map { " (\($0))" } ?? ""
    var block = DocumentPreview.Block(
      number: index + 1,
      sort: sort,
      name: element.kind.rawValue + level + role,
      text: element.text
    )
    if let checked = element.checked { block.text = (checked ? "☑ " : "☐ ") + block.text }
    block.label = element.label
    block.depth = max(0, element.categoryDepth ?? 0)
    block.table = element.textAsHTML
    block.details = Self.details(element)
    if let sort = borders.leftOut[index] {
      block.details.append("in no chunk, by leave_out: \(sort.rawValue)")
    }
    divide(&block, element, index)
    return block
  }

  /// Puts the borders of chunks before the block, and into it where its text was cut.
  private func divide(_ block: inout DocumentPreview.Block, _ element: Element, _ index: Int) {
    let borders = borders.borders(of: index)
    block.cuts = borders.filter { $0.offset == 0 }.flatMap(\.cuts)
    let inner = borders.filter { $0.offset > 0 }
    guard !inner.isEmpty else { return }
    var reader = LetterReader(block.text)
    // A label is in the text of chunks, but not in that of its element.
    let label = LetterReader.count(element.label ?? "")
    block.text = reader.take(inner[0].offset - label)
    block.table = self.borders.firstTable(of: index)
    for (place, border) in inner.enumerated() {
      let isLast = place == inner.count - 1
      let text = isLast ? reader.rest : reader.take(inner[place + 1].offset - border.offset)
      block.continuations.append(.init(cuts: border.cuts, text: text, table: border.table))
    }
  }

  private static func details(_ element: Element) -> [String] {
    var details: [String] = []
    if let file = element.attachment {
      details.append("in the attachment \(file.path.joined(separator: " › "))")
    }
    if let image = element.image {
      let size = image.width.flatMap { width in image.height.map { "\(width) × \($0)" } }
      let parts = [image.mediaType, size, image.digest.isEmpty ? nil : "sha256 \(image.digest)"]
      details.append(parts.compactMap(\.self).joined(separator: ", "))
    }
    if let language = element.codeLanguage { details.append("code in \(language)") }
    for link in element.links.prefix(8) { details.append("\(link.text) → \(link.url)") }
    if element.links.count > 8 { details.append("and \(element.links.count - 8) more links") }
    return details.filter { !$0.isEmpty }
  }
}
