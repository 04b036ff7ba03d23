/// Text of several lines, each safe to show.
enum PreviewText {
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { PrintableText.singleLine(String($0)) }
  }

  /// The lines, cut at spaces where one is wider than there is room for.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    lines(text).flatMap { wrapped(line: $0, to: max(8, width)) }
  }

  private static func wrapped(line: String, to width: Int) -> [String] {
    guard DisplayWidth.columns(of: line) > width else { return [line] }
    var lines: [String] = []
    var current = ""
    var room = width
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let columns = DisplayWidth.columns(of: String(word))
      if !current.isEmpty, columns + 1 > room {
        lines.append(current)
        (current, room) = ("", width)
      }
      if !current.isEmpty {
        current += " "
        room -= 1
      }
      guard columns > room else {
        current += word
        room -= columns
        continue
      }
      // A word wider than a line, as those of a script without spaces.
      for character in word {
        let columns = DisplayWidth.columns(of: character)
        if columns > room {
          lines.append(current)
          (current, room) = ("", width)
        }
        current.append(character)
        room -= columns
      }
    }
    return lines + [current]
  }
}
