/// A page of the documentation, as far as the tests look into Markdown.
struct Page {
  /// A fenced block: the word after the fence, and what stands between.
  struct Block {
    var language: String
    var text: String
  }

  let path: String
  let text: String
  private(set) var blocks: [Block] = []
  /// The targets of links, in the order of the page.
  private(set) var links: [String] = []
  /// The names by which headings can be linked to.
  private(set) var anchors: Set<String> = []

  init(_ path: String) throws {
    self.path = path
    text = try Project.text(path)
    var open: Block?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(language: String(line.dropFirst(3)), text: "")
        }
      } else if open != nil {
        open?.text += line + "\n"
      } else {
        links += Self.links(in: line)
        if line.hasPrefix("#") { anchors.insert(Self.anchor(line.drop { $0 == "#" || $0 == " " })) }
      }
    }
  }

  func blocks(_ language: String) -> [String] {
    blocks.filter { $0.language == language }.map(\.text)
  }

  private static func links(in line: Substring) -> [String] {
    line.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
      .compactMap { rest in rest.firstIndex(of: ")").map { String(rest[..<$0]) } }
  }

  private static func anchor(_ heading: Substring) -> String {
    String(
      heading.lowercased().compactMap { character in
        character == " "
          ? "-"
          : character.isLetter || character.isNumber || "-_".contains(character)
            ? character : nil
      }
    )
  }
}
