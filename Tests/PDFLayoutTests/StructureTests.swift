import Documents
import PDFLayout
import Testing

@Suite struct `The tree of a tagged file` {
  /// A node below another, or content with a mark on a page.
  private static func node(
    _ parent: Int32,
    _ role: StructureNode.Role,
    page: Int32 = 1,
    mark: Int32 = -1
  ) -> StructureNode {
    StructureNode(parent: parent, page: page, mark: mark, role: mark < 0 ? role : .content)
  }

  private static func content(_ parent: Int32, _ mark: Int32, page: Int32 = 1) -> StructureNode {
    node(parent, .content, page: page, mark: mark)
  }

  @Test func `kinds and order come from the tree`() {
    var page = PageDraft()
    page.line("text that looks like any other", 50, 100, mark: 1)
    page.line("a heading that does as well", 50, 60, mark: 0)
    page.line("an item", 50, 140, mark: 2)
    let document = read(
      [page],
      structure: [
        Self.node(-1, .group), Self.node(0, .heading(1)), Self.content(1, 0), Self.node(0, .list),
        Self.node(3, .item), Self.content(4, 2), Self.node(0, .paragraph), Self.content(6, 1),
      ]
    )
    #expect(document.elements.map(\.kind) == [.title, .listItem, .uncategorizedText])
    #expect(document.elements.map(\.categoryDepth) == [1, 0, nil])
    #expect(document.elements.allSatisfy { $0.strategy == "structure" })
  }

  @Test func `figures have the words that the file has for them`() {
    var page = PageDraft()
    page.line("Jan Feb Mar", 50, 100, mark: 0)
    page.line("Some words below all that.", 50, 140, mark: 1)
    page.content.pictures = [
      Picture(
        box: Box(left: 50, top: 200, right: 150, bottom: 300),
        object: 0,
        width: 10,
        height: 10
      )
    ]
    func figure(_ words: String) -> StructureNode {
      StructureNode(parent: 0, page: 1, mark: -1, role: .figure, alternative: words)
    }
    let document = read(
      [page],
      structure: [
        Self.node(-1, .group), figure("Rain by\nmonth"), Self.content(1, 0),
        Self.node(0, .paragraph), Self.content(3, 1), figure("A kiln"), figure("A bell"),
        figure(" "),
      ]
    )
    #expect(texts(document, .image).sorted() == ["A bell", "A kiln", "Rain by month Jan Feb Mar"])
    let kiln = document.elements.first { $0.text == "A kiln" }
    #expect(kiln?.image != nil)
    #expect(document.ledger.added == 11 + 5 + 5)
    #expect(document.ledger.isClosed)
  }

  @Test func `cells with spans`() {
    var page = PageDraft()
    for (mark, text) in ["wide", "a", "b"].enumerated() {
      page.line(
        text,
        50 + Float(mark % 2) * 80,
        100 + Float((mark + 1) / 2) * 14,
        mark: Int32(mark)
      )
    }
    var wide = Self.node(2, .cell)
    wide.columnSpan = 2
    let document = read(
      [page],
      structure: [
        Self.node(-1, .group), Self.node(0, .table), Self.node(1, .row), wide, Self.content(3, 0),
        Self.node(1, .row), Self.node(5, .cell), Self.content(6, 1), Self.node(5, .cell),
        Self.content(8, 2),
      ]
    )
    #expect(
      document.elements.first?.textAsHTML
        == "<table><tr><td colspan=\"2\">wide</td></tr><tr><td>a</td><td>b</td></tr></table>"
    )
  }

  @Test func `the head of a table that is drawn on each page counts once`() {
    var pages = [PageDraft(1), PageDraft(2)]
    for index in pages.indices {
      pages[index].line("Town", 50, 300, mark: 0)
      pages[index].line(index == 0 ? "Leeds" : "York", 50, 320, mark: 1)
    }
    let document = read(
      pages,
      structure: [
        Self.node(-1, .table), Self.node(0, .row), Self.node(1, .headerCell), Self.content(2, 0),
        Self.content(2, 0, page: 2), Self.node(0, .row), Self.node(5, .cell), Self.content(6, 1),
        Self.node(0, .row), Self.node(8, .cell), Self.content(9, 1, page: 2),
      ]
    )
    #expect(texts(document) == ["Town Leeds York"])
    #expect(document.ledger.drops[.alternative] == 4)
    #expect(document.ledger.isClosed)
  }

  @Test func `a paragraph that begins anew on the next page goes on`() {
    var first = PageDraft(1)
    first.line("This sentence is not at its end when the page", 50, 700, mark: 0)
    var second = PageDraft(2)
    second.line("is, and goes on.", 50, 60, mark: 0)
    let document = read(
      [first, second],
      structure: [
        Self.node(-1, .group), Self.node(0, .paragraph), Self.content(1, 0),
        Self.node(0, .paragraph), Self.content(3, 0, page: 2),
      ]
    )
    #expect(
      texts(document) == ["This sentence is not at its end when the page is, and goes on."]
    )
  }

  @Test func `a number outside of the tree goes with the heading beside it`() {
    var page = PageDraft()
    page.line("1.2", 50, 60)
    page.line("Harbours and their lamps and ropes", 75, 60, mark: 0)
    let document = read(
      [page],
      structure: [Self.node(-1, .group), Self.node(0, .heading(1)), Self.content(1, 0)]
    )
    #expect(texts(document, .title) == ["1.2 Harbours and their lamps and ropes"])
  }

  @Test func `a tree that knows little is not followed`() {
    var page = PageDraft()
    page.line("known", 50, 60, mark: 0)
    page.prose(60, 50, 100)
    let document = read(
      [page],
      structure: [Self.node(-1, .group), Self.node(0, .heading(0)), Self.content(1, 0)]
    )
    #expect(document.elements.allSatisfy { $0.strategy == "layout" })
  }

  @Test func `what the file calls no content is dropped and told of`() {
    var page = PageDraft()
    page.line("the text of this page", 50, 400, mark: 0)
    page.line("ornament", 50, 430, flags: .artifact)
    let document = read(
      [page],
      structure: [Self.node(-1, .group), Self.node(0, .paragraph), Self.content(1, 0)]
    )
    #expect(texts(document) == ["the text of this page"])
    #expect(document.ledger.drops[.artifact] == 8)
  }
}
