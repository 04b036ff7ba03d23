/// How a piece of text ends.
enum SentenceEnd {
  /// A full stop or its like in any script.
  case full
  /// A comma, colon or semicolon: something follows.
  case open
  case none

  init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    var end = end
    var closers = 0
    while end > start, closers < 4 {
      let (scalar, length) = bytes.scalar(before: end)
      switch scalar {
      case ".", "!", "?", "…", "。", "！", "？", "．", "｡", "।", "॥", "؟", "۔", "።", "။", "។":
        self = .full
        return
      case ",", ":", ";", "、", "，", "：", "；", "،", "؛", "·":
        self = .open
        return
      case ")", "]", "\"", "'", "”", "’", "»", "›", "」", "』", "）", "】", "*", "_":
        end -= length
        closers += 1
      default:
        self = .none
        return
      }
    }
    self = .none
  }
}
