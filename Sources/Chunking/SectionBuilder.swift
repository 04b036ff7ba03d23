import Documents

/// Gathers elements into sections: the first of the two steps of chunking.
struct SectionBuilder {
  private let limits: ChunkingLimits
  private var titles = TitleStack()
  private var page: Int?
  private var open: Section
  /// The length of the open section's texts as they are, not folded, with separators.
  private var rawLength = 0
  private var hasText = false

  init(limits: ChunkingLimits) {
    self.limits = limits
    open = Section(elements: 0..<0)
  }

  /// Takes the next element, and gives the section that it closes, if any.
  mutating func add(_ element: Element) -> Section? {
    let text = element.labelledText
    let measure = TextMeasure(text)
    var closed: Section?
    // Every rule is asked, since the page rule keeps state.
    let pageChanged = changesPage(element)
    let part = element.part
    let isBoundary =
      (limits.breaksAtTitles && element.kind == .title) || (limits.breaksAtPages && pageChanged)
      || (part != open.part && !open.elements.isEmpty)
    if isBoundary || !fits(element, scalars: measure.scalars) { closed = close(before: part) }
    titles.pass(element, text, of: part, measured: measure)
    append(element, text, measured: measure)
    open.part = part
    return closed
  }

  /// Gives the open section, if it has elements, and opens the next.
  mutating func close(before part: DocumentPart? = nil) -> Section? {
    guard !open.elements.isEmpty else { return nil }
    var next = Section(elements: open.elements.upperBound..<open.elements.upperBound)
    if limits.overlapBetweenChunks > 0, !open.isTable, part == open.part {
      next.prefix = open.text.trimmedTail(limits.overlapBetweenChunks)
      next.prefixScalars = next.prefix.scalarCount
    }
    swap(&open, &next)
    rawLength = open.prefixScalars
    hasText = rawLength > 0
    return next
  }

  private mutating func changesPage(_ element: Element) -> Bool {
    guard let current = page else {
      page = element.pageNumber ?? 1
      return false
    }
    guard let new = element.pageNumber, new != current else { return false }
    page = new
    return true
  }

  private func fits(_ element: Element, scalars: Int) -> Bool {
    if open.elements.isEmpty { return true }
    if open.isTable || element.isTable { return false }
    if scalars == 0 { return true }
    if rawLength > limits.softMaximum { return false }
    return rawLength + (hasText ? Section.separatorScalars : 0) + scalars <= limits.hardMaximum
  }

  private mutating func append(_ element: Element, _ text: String, measured measure: TextMeasure) {
    let isFirst = open.elements.isEmpty
    open.elements = open.elements.lowerBound..<open.elements.upperBound + 1
    if isFirst || (open.body.isEmpty && !measure.isBlank) { open.titlePath = titles.path }
    if measure.scalars > 0 {
      rawLength += (hasText ? Section.separatorScalars : 0) + measure.scalars
      hasText = true
    }
    if element.isTable {
      // With a table alone in its section there is nothing for a prefix to lead into.
      open.isTable = true
      (open.prefix, open.prefixScalars) = ("", 0)
      (open.body, open.bodyScalars) = (text, measure.scalars)
      return
    }
    guard !measure.isBlank else { return }
    let keepsSpace = element.kind == .codeSnippet
    if open.body.isEmpty, keepsSpace || measure.isFolded {
      open.body = text
    } else {
      if !open.body.isEmpty { open.body.append(Section.separator) }
      if keepsSpace {
        open.body.append(text)
      } else {
        open.body.append(folding: text, measured: measure)
      }
    }
    open.bodyScalars = Section.joined(
      open.bodyScalars,
      keepsSpace ? measure.scalars : measure.foldedScalars
    )
  }
}

extension Element {
  /// Whether it stays alone; a piece of a table is one too where chunks are chunked again.
  fileprivate var isTable: Bool { kind == .table || kind == .tableChunk }
}
