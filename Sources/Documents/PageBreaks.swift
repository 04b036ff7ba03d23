extension [Element] {
  /// The elements with a break between each two pages, those without any element included.
  package func withPageBreaks() -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(count)
    var page = 1
    for element in self {
      while page < element.pageNumber ?? page {
        var pageBreak = Element(.pageBreak, "")
        pageBreak.pageNumber = page
        result.append(pageBreak)
        page += 1
      }
      result.append(element)
    }
    return result
  }
}
