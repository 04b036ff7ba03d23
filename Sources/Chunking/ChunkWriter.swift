import Documents

/// Joins short sections and makes chunks of them: the second of the two steps of chunking.
struct ChunkWriter {
  private let elements: [Element]
  private let limits: ChunkingLimits
  private var held: Section?
  private var chunks: [Chunk] = []

  init(elements: [Element], limits: ChunkingLimits) {
    self.elements = elements
    self.limits = limits
  }

  /// Takes the next section; at most one waits for the section after it.
  mutating func take(_ section: Section) {
    if held?.combines(with: section, limits: limits) == true {
      held?.combine(section)
      return
    }
    if let held { write(held) }
    held = section
  }

  consuming func finish() -> [Chunk] {
    if let held { write(held) }
    return chunks
  }

  private mutating func write(_ section: Section) {
    let text: String
    var scalars = section.scalars
    if section.isTable {
      text = section.body.trimmed(0..<section.body.utf8.count)
      scalars = text.scalarCount
    } else {
      text = section.text
    }
    guard scalars > 0 else { return }
    if scalars <= limits.hardMaximum {
      var chunk = self.chunk(section.isTable ? .table : .compositeElement, text, of: section)
      if section.isTable { chunk.textAsHTML = elements[section.elements.lowerBound].textAsHTML }
      chunks.append(chunk)
      return
    }
    var pattern = chunk(section.isTable ? .tableChunk : .compositeElement, "", of: section)
    var cutter = TextCutter(text, scalars: scalars, limits: limits)
    while let piece = cutter.next() {
      guard !piece.isEmpty else { continue }
      pattern.text = piece
      chunks.append(pattern)
      pattern.isContinuation = true
    }
  }

  private func chunk(_ kind: ElementKind, _ text: String, of section: Section) -> Chunk {
    var chunk = Chunk(kind, text, titlePath: section.titlePath, elements: section.elements)
    chunk.attachment = elements[section.elements.lowerBound].attachment
    for element in elements[section.elements] {
      if let range = element.sourceRange {
        let hull = chunk.sourceRange ?? range
        chunk.sourceRange =
          min(hull.lowerBound, range.lowerBound)..<max(hull.upperBound, range.upperBound)
      }
      if let page = element.pageNumber {
        let hull = chunk.pages ?? page...page
        chunk.pages = min(hull.lowerBound, page)...max(hull.upperBound, page)
      }
    }
    return chunk
  }
}
