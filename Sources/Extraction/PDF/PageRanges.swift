/// Page numbers in words, neighbours joined: "page 4", "pages 3-5, 9".
func pageRanges(_ pages: [Int]) -> String {
  var ranges: [ClosedRange<Int>] = []
  for page in pages.sorted() {
    if let last = ranges.last, page <= last.upperBound + 1 {
      ranges[ranges.count - 1] = last.lowerBound...max(page, last.upperBound)
    } else {
      ranges.append(page...page)
    }
  }
  let words = ranges.map { range in
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
  return (pages.count == 1 ? "page " : "pages ") + words.joined(separator: ", ")
}
