/// The marks of one line that bear on the parser's work.
struct LineScan {
  private(set) var end: Int
  /// Bytes at which the parser may begin a new inline.
  private(set) var specials = 0.0
  private(set) var pipes = 0.0
  private(set) var brackets = 0.0
  private(set) var hasDefinition = false
  /// Whether it may be the row of dashes below a table's header.
  private(set) var isDelimiterRow = false

  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    into inlines: inout InlineWorkload
  ) {
    end = start
    var hasDash = false
    var hasText = false
    var specials = 0
    var previous: UInt8 = 0
    var beforePrevious: UInt8 = 0
    var beforeThat: UInt8 = 0
    scan: while end < bytes.count {
      let byte = bytes[end]
      switch byte {
      case 0x0A, 0x0D: break scan
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: ":"):
        if previous == UInt8(ascii: "]") { hasDefinition = true }
      case 0x20, 0x09: break
      case UInt8(ascii: "*"), UInt8(ascii: "_"):
        specials += 1
        hasText = true
        if previous != byte { inlines.delimiters += 1 }
      case UInt8(ascii: "["):
        specials += 1
        hasText = true
        brackets += 1
        if previous == UInt8(ascii: "!") { inlines.images += 1 }
      case UInt8(ascii: "^"):
        hasText = true
        if previous == UInt8(ascii: "[") { inlines.footnotes += 1 }
      case UInt8(ascii: "]"):
        specials += 1
        hasText = true
        inlines.closers += 1
      case UInt8(ascii: "?"):
        hasText = true
        if previous == UInt8(ascii: "<") { inlines.instructions.open(at: end) }
      case UInt8(ascii: "!"):
        specials += 1
        hasText = true
        if previous == UInt8(ascii: "<") {
          inlines.declarations.open(at: end)
          inlines.characterData.open(at: end)
        }
      case UInt8(ascii: ">"):
        hasText = true
        inlines.declarations.close()
        // The parser's patterns take marks in pairs, so that it may miss the end after a run.
        if previous == UInt8(ascii: "?"), beforePrevious != previous,
          beforePrevious != UInt8(ascii: "<")
        {
          inlines.instructions.close()
        }
        if previous == UInt8(ascii: "]"), beforePrevious == previous, beforeThat != previous {
          inlines.characterData.close()
        }
      case UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "&"):
        specials += 1
        hasText = true
      default: hasText = true
      }
      beforeThat = beforePrevious
      beforePrevious = previous
      previous = byte
      end += 1
    }
    self.specials = Double(specials)
    isDelimiterRow = hasDash && !hasText
  }
}
