/// The page that reading has come to, as far as the document tells.
struct PageCounter {
  private(set) var number = 1
  /// Whether a program has left marks where its pages began.
  private(set) var hasRenderedBreaks = false
  private(set) var hasBreaks = false
  /// Whether the section began on a page of its own by a break that was counted.
  private(set) var sectionHasBegun = false
  /// Explicit breaks that a rendered one may still repeat.
  private var pending = 0
  private var hasSectionInk = false

  mutating func noteInk() {
    pending = 0
    hasSectionInk = true
  }

  mutating func explicitBreak() {
    hasBreaks = true
    number += 1
    pending += 1
  }

  /// A break before a paragraph means nothing where a page has just begun.
  mutating func breakBeforeParagraph() {
    guard hasSectionInk || sectionHasBegun || number > 1, pending == 0 else { return }
    if !hasSectionInk { sectionHasBegun = true }
    explicitBreak()
  }

  mutating func renderedBreak() {
    hasRenderedBreaks = true
    hasBreaks = true
    if !hasSectionInk { sectionHasBegun = true }
    if pending > 0 { pending -= 1 } else { number += 1 }
  }

  /// Ends a section; gives how many pages further on it lies than was counted, for its own break.
  mutating func endSection(_ type: String, isFirst: Bool, startPage: Int) -> Int {
    var shift = 0
    let isApart = type != "continuous" && type != "nextColumn"
    if !isFirst, isApart, hasSectionInk, !sectionHasBegun {
      shift = 1
      let isOdd = (startPage + 1) % 2 == 1
      if (type == "oddPage" && !isOdd) || (type == "evenPage" && isOdd) { shift = 2 }
      number += shift
      hasBreaks = true
    }
    sectionHasBegun = false
    hasSectionInk = false
    return shift
  }
}
