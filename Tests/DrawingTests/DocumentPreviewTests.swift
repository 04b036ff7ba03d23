import Drawing
import Testing

@Suite struct `The preview of a document` {
  /// A page with one block of each sort, all with the same text.
  private static func preview(_ text: String) -> DocumentPreview {
    var preview = DocumentPreview(title: text)
    preview.facts = [(text, text)]
    preview.notes = [.init(text, isFailure: true), .init(text, isFailure: false)]
    var page = DocumentPreview.Page(number: 1)
    page.name = text
    page.size = (200, 300)
    page.pictureNote = text
    for (index, sort) in BlockSort.allCases.enumerated() {
      var block = DocumentPreview.Block(number: index + 1, sort: sort, name: text, text: text)
      block.label = text
      block.depth = 2
      block.table = "<table><tr><th>\(text)</th><td colspan=2>b</td></tr></table>"
      block.details = [text]
      var cut = DocumentPreview.Cut(title: text, path: text)
      cut.isOuter = index == 0
      cut.repeated = [.init(name: text, text: text)]
      block.cuts = [cut]
      block.continuations = [.init(cuts: [cut], text: text, table: block.table)]
      page.blocks.append(block)
      page.boxes.append(
        .init(block: index + 1, sort: sort, left: 1, top: 2, width: 30, height: 4.125)
      )
    }
    preview.pages = [page, DocumentPreview.Page(number: 2), DocumentPreview.Page(number: nil)]
    return preview
  }

  @Test(arguments: [
    "plain", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a&b &lt; ']]>",
    "</style></title></svg>", "\u{0}\u{1B}[31m\u{FFFF}", "文書 🎉\nmore", "",
  ])
  func `is well formed whatever the text`(_ text: String) {
    let checker = MarkupChecker(Self.preview(text).html)
    #expect(checker.complaint == nil)
    #expect(!checker.elements.contains { ["script", "iframe", "form"].contains($0.name) })
    #expect(!checker.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
  }

  @Test func `runs nothing and asks for nothing`() {
    let checker = MarkupChecker(Self.preview("text").html)
    let policy = checker.attributes(of: "meta").compactMap { $0["content"] }
    #expect(
      policy.contains { $0.hasPrefix("default-src 'none'; ") && $0.contains("img-src data:") }
    )
    let links = checker.attributes(of: "a").compactMap { $0["href"] }
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("#") })
  }

  @Test func `leads from every box to its text and back`() {
    let checker = MarkupChecker(Self.preview("text").html)
    let places = Set(checker.elements.compactMap { $0.attributes["id"] })
    let links = Set(
      checker.attributes(of: "a").compactMap { $0["href"]?.dropFirst() }.map(String.init)
    )
    #expect(links.isSubset(of: places))
    #expect(links.contains("e1") && links.contains("b1-1"))
  }

  @Test func `holds the picture of a page in itself`() {
    var preview = DocumentPreview(title: "a")
    var page = DocumentPreview.Page(number: 7)
    page.size = (100, 50)
    page.picture = Array("Man".utf8) + [0xFF]
    preview.pages = [page]
    let image = MarkupChecker(preview.html).attributes(of: "img").first
    // The bytes M, a, n, FF in base 64, by RFC 4648.
    #expect(image?["src"] == "data:image/png;base64,TWFu/w==")
  }

  private static var small: DocumentPreview {
    var preview = DocumentPreview(title: "notes.md")
    preview.facts = [("elements", "3")]
    preview.notes = [.init("It is odd.", isFailure: false)]
    var page = DocumentPreview.Page(number: 1)
    var title = DocumentPreview.Block(number: 1, sort: .title, name: "Title 1", text: "Kilns")
    title.label = "2."
    var parent = DocumentPreview.Cut(title: "parent 1", path: "")
    parent.isOuter = true
    title.cuts = [parent, .init(title: "chunk 1", path: "Kilns of the north and south")]
    var item = DocumentPreview.Block(
      number: 2,
      sort: .list,
      name: "ListItem",
      text: "one two three four"
    )
    item.depth = 1
    var cut = DocumentPreview.Cut(title: "chunk 2, 19 characters", path: "Kilns")
    cut.repeated = [.init(name: "overlap", text: "three four")]
    item.continuations = [.init(cuts: [cut], text: "five")]
    var table = DocumentPreview.Block(number: 3, sort: .table, name: "Table", text: "a b c")
    table.table =
      "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c<br>d</td></tr></table>"
    table.details = ["x → y"]
    page.blocks = [title, item, table]
    preview.pages = [page, DocumentPreview.Page(number: 2)]
    return preview
  }

  @Test func `as text`() {
    #expect(
      Self.small.text(width: 30) == """
        notes.md
          elements: 3
          note: It is odd.

        ── page 1 ────────────────────
        ━━ parent 1
        ┄┄ chunk 1  Kilns of…and south
        1  Title 1   2. Kilns
        2  ListItem    one two three
                       four
        ┄┄ chunk 2, 19 characters
                     overlap: three four
                       five
        3  Table     a
                     b  c d
                     · x → y

        ── page 2 ────────────────────
        no element begins on this page

        """
    )
  }

  @Test func `in colour has the same words`() {
    let text = Self.small.text(width: 60, isColored: true)
    #expect(text.contains("\u{1B}[1;34mTitle 1\u{1B}[0m"))
    var plain = ""
    var rest = text[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      plain += rest[..<escape]
      rest = rest[escape...].drop { $0 != "m" }.dropFirst()
    }
    #expect(plain + rest == Self.small.text(width: 60))
  }

  @Test(arguments: [
    ("one two", 10, ["one two"]), ("one two three", 8, ["one two", "three"]),
    ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]), ("a\n\nb", 8, ["a", "", "b"]),
    ("日本語の文章です", 8, ["日本語の", "文章です"]), ("one  two", 20, ["one  two"]),
  ])
  func `wraps at spaces, and inside of what has none`(
    _ text: String,
    _ width: Int,
    _ lines: [String]
  ) {
    var preview = DocumentPreview(title: "")
    var page = DocumentPreview.Page(number: nil)
    page.blocks = [.init(number: 1, sort: .text, name: "T", text: text)]
    preview.pages = [page]
    let shown = preview.text(width: width + 6).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    #expect(shown.dropFirst(2).dropLast().map { $0.dropFirst(6) } == lines.map { $0[...] })
  }
}
