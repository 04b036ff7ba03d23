import Documents
import Drawing
import Stages

/// Makes the pages of a preview from elements, and the borders of chunks between them.
struct PreviewBlocks {
  let elements: [Element]
  /// The borders by the element before which they stand.
  private var cuts: [Int: [DocumentPreview.Cut]] = [:]

  init(_ elements: [Element], chunks: [Chunk]) {
    self.elements = elements
    var first = 0
    while first < chunks.count {
      // Chunks that one element was divided into begin at the same place.
      var last = first
      while last + 1 < chunks.count, chunks[last + 1].isContinuation { last += 1 }
      let sizes = chunks[first...last].map { Readable.count($0.text.unicodeScalars.count) }
      let title =
        first == last
        ? "chunk \(first + 1), \(sizes[0]) characters"
        : "chunks \(first + 1) to \(last + 1), \(sizes.joined(separator: " + ")) characters"
      let path = chunks[first].titlePath.joined(separator: " › ")
      cuts[chunks[first].elements.lowerBound, default: []].append(.init(title: title, path: path))
      first = last + 1
    }
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
    block.cuts = cuts[index] ?? []
    return block
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
