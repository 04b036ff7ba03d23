/// A bound on the parser's work on the text of one paragraph.
struct InlineWorkload {
  /// Runs of `*` or `_`: each may be compared with all before it.
  var delimiters = 0.0
  /// Openings of images stay on a list that each closing bracket may walk.
  var images = 0.0
  var closers = 0.0
  /// References to footnotes, at each of which all delimiters may be walked.
  var footnotes = 0.0
  var instructions = Opener()
  var characterData = Opener()
  var declarations = Opener()

  /// Markup whose end is looked for to the end of the text, each time it is opened.
  struct Opener {
    private var count = 0.0
    private var first = 0

    mutating func open(at offset: Int) {
      if count == 0 { first = offset }
      count += 1
    }

    mutating func close() { count = 0 }

    func cost(endingAt end: Int) -> Double { count * Double(end - first) * 0.8 }
  }

  func cost(endingAt end: Int) -> Double {
    delimiters * delimiters * 0.5 + images * closers * 5 + footnotes * delimiters * 5
      + instructions.cost(endingAt: end) + characterData.cost(endingAt: end)
      + declarations.cost(endingAt: end)
  }
}
