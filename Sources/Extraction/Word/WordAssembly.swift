import Documents

/// The document as a whole, made of what its parts came to.
struct WordAssembly {
  private(set) var document: ParsedDocument

  /// Takes the elements out of the reader, so that there is no second list of them.
  init(_ reader: inout StoryReader, _ context: WordContext, pageCount: Int?) {
    reader.finishFrame()
    var elements: [Element] = []
    swap(&elements, &reader.frames[0].elements)
    TitleLook.settle(&elements)
    let lastPage = reader.pages.number
    for var element in context.endnotes {
      element.pageNumber = lastPage
      elements.append(element)
    }
    if !Self.knowsPages(reader.pages, pageCount) {
      for index in elements.indices { elements[index].pageNumber = nil }
    } else if context.options.pageBreaks {
      elements = elements.withPageBreaks()
    }
    var kept = 0
    for element in elements where element.kind != .image { kept += InkCount.count(element.text) }
    document = ParsedDocument(elements)
    document.ledger = reader.ledger
    document.ledger.kept += kept
  }

  /// Tells whether the breaks that were counted are all there are.
  ///
  /// Explicit breaks alone are the least that there can be: where the document says that it has
  /// more pages, those on which text overflows are missing.
  private static func knowsPages(_ pages: PageCounter, _ pageCount: Int?) -> Bool {
    guard pages.hasBreaks else { return false }
    return pages.hasRenderedBreaks || pageCount ?? 0 <= pages.number
  }
}
