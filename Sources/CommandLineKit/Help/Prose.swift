/// Text in paragraphs, some of which keep their lines.
struct Prose {
  enum Block {
    case paragraph(String)
    case verbatim([String])
  }

  let blocks: [Block]

  /// Divides at blank lines; a block whose lines all start with two spaces is verbatim.
  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    blocks = lines.split { $0.allSatisfy(\.isWhitespace) }.map { lines in
      lines.allSatisfy { $0.hasPrefix("  ") }
        ? .verbatim(Array(lines)) : .paragraph(lines.joined(separator: " "))
    }
  }
}
