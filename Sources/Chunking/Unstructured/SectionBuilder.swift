import Documents

/// Gathers elements into sections: the first of the two steps of chunking.
struct SectionBuilder {
  private let limits: UnstructuredLimits
  private var titles = TitleStack()
  private var page: Int?
  private var open: Section
  /// The length of the open section's texts as they are, not folded, with separators.
  private var rawLength = 0
  private var hasText = false
  /// The texts themselves, where tokens are counted.
  private var rawText = ""

  init(limits: UnstructuredLimits) {
    self.limits = limits
    open = Section(elements: 0..<0)
  }

  /// Takes the next element, and gives the section that it closes, if any.
  mutating func add(_ element: Element) -> Section? {
    let measure = TextMeasure(element.text)
    var closed: Section?
    // Every rule is asked, since the page rule keeps state.
    let pageChanged = changesPage(element)
    let isBoundary =
      (limits.breaksAtTitles && element.kind == .title) || (limits.breaksAtPages && pageChanged)
    if isBoundary || !fits(element, scalars: measure.scalars) { closed = close() }
    titles.pass(element, element.text, of: .content, measured: measure)
    append(element, measured: measure)
    return closed
  }

  /// Gives the open section, if it has elements, and opens the next.
  mutating func close() -> Section? {
    guard !open.elements.isEmpty else { return nil }
    var next = Section(elements: open.elements.upperBound..<open.elements.upperBound)
    let isLoneTable = limits.isolatesTables && open.isTable
    if limits.overlapBetweenChunks > 0, !isLoneTable {
      next.prefix = open.text.trimmedTail(limits.overlapBetweenChunks)
      next.prefixScalars = next.prefix.scalarCount
    }
    next.start = open.start
    if open.bodyScalars > 0 { next.start += open.bodyScalars + Section.separatorScalars }
    swap(&open, &next)
    rawLength = open.prefixScalars
    hasText = rawLength > 0
    if limits.counter != nil { rawText = open.prefix }
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
    if limits.isolatesTables {
      if element.kind.isTable { return open.elements.isEmpty }
      if open.hasTable { return false }
    }
    if open.elements.isEmpty { return true }
    if let counter = limits.counter {
      if counter.count(rawText) > limits.softMaximum { return false }
      let joined = scalars == 0 ? rawText : Self.joined(rawText, element.text)
      return counter.count(joined) <= limits.hardMaximum
    }
    if rawLength > limits.softMaximum { return false }
    if scalars == 0 {
      // Even nothing needs the room of the separator before it.
      return rawLength + (hasText ? Section.separatorScalars : 0) <= limits.hardMaximum
    }
    return rawLength + (hasText ? Section.separatorScalars : 0) + scalars <= limits.hardMaximum
  }

  private static func joined(_ first: String, _ second: String) -> String {
    first.isEmpty ? second : first + Section.separator + second
  }

  private mutating func append(_ element: Element, measured measure: TextMeasure) {
    let text = element.text
    let isFirst = open.elements.isEmpty
    if isFirst, limits.isolatesTables, element.kind.isTable {
      // With a table alone in its section there is nothing for a prefix to lead into.
      (open.prefix, open.prefixScalars) = ("", 0)
      (rawLength, hasText, rawText) = (0, false, "")
    }
    open.elements = open.elements.lowerBound..<open.elements.upperBound + 1
    open.sources.append(element)
    open.solidScalars += measure.solidScalars
    open.hasTable = open.hasTable || element.kind.isTable
    if isFirst || (open.body.isEmpty && !measure.isBlank) { open.titlePath = titles.path }
    if measure.scalars > 0 {
      rawLength += (hasText ? Section.separatorScalars : 0) + measure.scalars
      hasText = true
      if limits.counter != nil { rawText = Self.joined(rawText, text) }
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
        open.body.append(text.folded(measured: measure))
      }
    }
    open.bodyScalars = Section.joined(
      open.bodyScalars,
      keepsSpace ? measure.scalars : measure.foldedScalars
    )
  }
}
