import Documents
import Extraction
import Testing

@Suite struct `Main content of a page` {
  private static let story = (1...6).map {
    "<p>This is paragraph \($0) of the story that the page is there for, and it says something.</p>"
  }.joined()

  private static let page = """
    <html><head><title>t</title></head><body>
    <a href=#m>Skip it</a>
    <header><a href=/>Site</a> <span>Slogan</span></header>
    <nav><ul><li><a href=a>Home</a><li><a href=b>About</a></ul></nav>
    <div id="cookie-consent"><p>We use cookies. <button>OK</button></p></div>
    <main><article><header><h1>Story</h1><p>By Ann</p></header>
    \(story)
    <aside><p>A pulled quote that belongs here.</p></aside>
    <div class=share><a href=s>Share this</a></div>
    <ul><li><a href=x>one source</a><li><a href=y>another source</a></ul>
    </article></main>
    <aside><h2>Related</h2><a href=c>Other story</a></aside>
    <div class="sidebar"><a href=d>More</a> <a href=e>Even more</a></div>
    <footer>© 2024 Ann</footer>
    </body></html>
    """

  private static let around = [
    "Skip it", "Site Slogan", "Home", "About", "We use cookies. OK", "Share this", "Related",
    "Other story", "More Even more", "© 2024 Ann",
  ]
  private static let content =
    ["Story", "By Ann"]
    + (1...6).map {
      "This is paragraph \($0) of the story that the page is there for, and it says something."
    } + ["A pulled quote that belongs here.", "one source", "another source"]

  private func read(
    _ source: String,
    _ boilerplate: ExtractionOptions.HTML.Boilerplate = .last
  ) -> ParsedDocument {
    var options = ExtractionOptions()
    options.html.boilerplate = boilerplate
    let found = document(source, .html, options: options)
    #expect(found.ledger.isClosed, "\(found.ledger)")
    return found
  }

  @Test func `comes before what stands around it`() {
    let found = read(Self.page)
    #expect(found.elements.map(\.text) == Self.content + Self.around)
    let roles: [String?] = [
      "boilerplate", "header", "navigation", "navigation", "boilerplate", "boilerplate", "aside",
      "aside", "aside", "footer",
    ]
    #expect(found.elements.map(\.role) == Self.content.map { _ in nil } + roles)
    #expect(found.ledger.drops[.boilerplate] == nil)
    #expect(found.elements.suffix(1).map(\.kind) == [.footer])
  }

  @Test func `is read without it when that is asked for`() {
    let found = read(Self.page, .drop)
    #expect(found.elements.map(\.text) == Self.content)
    let characters = Self.around.reduce(0) { $0 + $1.filter { $0 != " " }.count }
    #expect(found.ledger.drops[.boilerplate] == characters)
  }

  @Test func `stays in its place when that is asked for`() {
    let found = read(Self.page, .keep)
    let text = found.elements.map(\.text)
    #expect(text.prefix(4) == ["Skip it", "Site Slogan", "Home", "About"])
    #expect(Set(text) == Set(Self.content + Self.around))
    #expect(found.elements.first { $0.text == "Home" }?.role == "navigation")
    #expect(found.elements.first { $0.text == "Skip it" }?.role == nil)
  }

  private static let links =
    "<div>" + (1...12).map { "<a href=\($0)>Link number \($0)</a> " }.joined() + "</div>"

  @Test(arguments: [
    // Declared in the ways that pages have.
    "\(links)<div role=main>\(story)</div>",
    "\(links)<article>\(story)</article>",
    "\(links)<div><article><h1>a</h1>\(story)</article></div><div>\(links)</div>",
    "\(links)<div itemprop=articleBody>\(story)</div>",
    "\(links)<div id=main-content>\(story)</div>",
    "\(links)<div class='x post_content y'>\(story)</div>",
    // Told by the text alone.
    "\(links)<div>\(story)\(story)</div>\(links)",
    "<table><tr><td>\(links)<td>\(story)\(story)</table>",
  ])
  func `is found`(source: String) {
    let text = read(source).elements.map(\.text)
    let first = text.firstIndex { $0.hasPrefix("This is paragraph 1") } ?? 99
    #expect(first <= 1)
    #expect(text.firstIndex { $0.hasPrefix("Link number 1 ") } ?? 0 > first)
    #expect(Set(text) == Set(read(source, .keep).elements.map(\.text)), "nothing is lost")
  }

  @Test(arguments: [
    // Short; without content; with as much around; declared where nothing is.
    "<nav>a</nav><main>b</main>", links + links, "\(story)<hr>\(story)<main>x</main>",
    "<div>\(story)</div><div>\(story)</div>\(links)",
    "<main><p>x</main>\(story)",
  ])
  func `that is not clear leaves the order`(source: String) {
    #expect(read(source).elements.map(\.text) == read(source, .keep).elements.map(\.text))
  }

  @Test func `keeps the title that stands before it`() {
    let found = read(
      "\(Self.links)<header><nav>Home</nav><h1>Title</h1><p>Lead</p></header><main>\(Self.story)</main>"
    )
    #expect(found.elements.map(\.text).prefix(2) == ["Title", "Lead"])
    #expect(found.elements.first { $0.text == "Home" }?.role == "navigation")
    #expect(found.elements.prefix(2).allSatisfy { $0.role == nil })
    #expect(found.elements.last?.text != "Lead")
  }

  @Test(arguments: [
    "<nav>\(story)</nav>", "<div class=sidebar>\(story)</div><p>a", "<footer>\(story)</footer>",
    "<div class='cookie banner ad'>\(story)</div>",
    "<div hidden>\(story)</div><p>short",
    "<ul>" + String(repeating: "<li><a href=x>An entry of a list of links</a>", count: 50)
      + "</ul>",
  ])
  func `is never lost for what it is called`(source: String) {
    for mode in ExtractionOptions.HTML.Boilerplate.allCases {
      let found = read(source, mode)
      #expect(found.ledger.kept * 10 >= found.ledger.found * 8, "\(found.ledger)")
    }
  }

  @Test func `has no signs that link to where they stand`() {
    let source = "<h1>A <a href=#a>¶</a></h1><h2>B<a href=#b>#</a></h2><p>C <a href=c>#</a>"
    #expect(read(source).elements.map(\.text) == ["A", "B", "C #"])
    #expect(read(source).ledger.drops[.boilerplate] == 2)
    #expect(read(source, .keep).elements.map(\.text) == ["A ¶", "B#", "C #"])
  }

  @Test func `is parted from what is called something else, however deep it lies`() {
    let found = read(
      "<div class=menu>\(Self.links)</div><div class=product><h1>Boot</h1><p>12 €</p>"
        + "<div class=text>\(Self.story)\(Self.story)</div></div><div id=footer><a href=x>Terms</a></div>"
    )
    #expect(found.elements.prefix(2).map(\.text) == ["Boot", "12 €"])
    #expect(found.elements.suffix(2).map(\.role) == ["navigation", "footer"])
  }

  @Test func `keeps titles in the head of the page`() {
    let found = elements("<header><h1>T</h1><p>s</p></header>\(Self.story)", .html)
    #expect(found.prefix(2).map(\.outline) == ["Title0: T", "Header: s"])
    #expect(found.first?.role == nil)
  }

  @Test func `is not parted within a sentence or a table of data`() {
    let source =
      "<main>\(Self.story)</main><p>Words <span class=share>and more</span> words.</p>"
      + "<main><table><tr><th>a<th>b<tr><td><nav>c</nav><td>d</table></main>"
    let text = read(source).elements.map(\.text)
    #expect(text.contains("Words and more words."))
    #expect(text.contains("a b\nc d"))
  }
}
