import Documents
import Extraction
import Testing

@Suite struct `Main content of a page` {
  private static let story = (1...6).map {
    "<p>This is paragraph \($0) of the story that the page is there for, and it says something.</p>"
  }.joined()

  private static let page = """
    <html><head><title>t</title></head><body>
    <header><a href=/>Site</a> <span>Slogan</span></header>
    <nav><ul><li><a href=a>Home</a><li><a href=b>About</a></ul></nav>
    <div id="cookie-consent"><p>We use cookies. <button>OK</button></p></div>
    <main><article><header><h1>Story</h1><p>By Ann</p></header>
    \(story)
    <aside><p>A pulled quote that belongs here.</p></aside>
    <ul><li><a href=x>one source</a><li><a href=y>another source</a></ul>
    </article></main>
    <aside><h2>Related</h2><a href=c>Other story</a></aside>
    <div class="sidebar"><a href=d>More</a> <a href=e>Even more</a></div>
    <footer>© 2024 Ann</footer>
    </body></html>
    """

  @Test func `is read without what stands around it`() {
    var options = ExtractionOptions()
    options.html.mainContentOnly = true
    let found = document(Self.page, .html, options: options)
    let text = found.elements.map(\.text)
    #expect(text.contains("Story") && text.contains("By Ann") && text.contains("one source"))
    #expect(text.contains("A pulled quote that belongs here."))
    for word in ["Home", "cookies", "OK", "Related", "Other story", "Even more"] {
      #expect(!text.joined().contains(word), "\(word)")
    }
    #expect(found.elements.filter { $0.kind == .footer }.map(\.text) == ["© 2024 Ann"])
    #expect(found.ledger.drops[.boilerplate] ?? 0 > 50)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `is read with it when asked for`() {
    var options = ExtractionOptions()
    options.html.mainContentOnly = false
    let found = document(Self.page, .html, options: options)
    let text = found.elements.map(\.text).joined(separator: "\n")
    for word in ["Home", "cookies", "OK", "Related", "Other story", "Even more", "Site Slogan"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(found.ledger.drops[.boilerplate] == nil)
    #expect(found.ledger.isClosed)
  }

  @Test(arguments: [
    "<nav>\(story)</nav>", "<div class=sidebar>\(story)</div><p>a", "<footer>\(story)</footer>",
    "<div class='cookie banner ad'>\(story)</div>",
    "<div hidden>\(story)</div><p>short",
    "<ul>" + String(repeating: "<li><a href=x>An entry of a list of links</a>", count: 50)
      + "</ul>",
  ])
  func `is never lost for what it is called`(source: String) {
    let found = document(source, .html)
    #expect(found.ledger.kept * 10 >= found.ledger.found * 8, "\(found.ledger)")
    #expect(found.ledger.isClosed)
  }

  @Test func `keeps titles in the head of the page`() {
    let found = elements("<header><h1>T</h1><p>s</p></header>\(Self.story)", .html)
    #expect(found.prefix(2).map(\.outline) == ["Title0: T", "Header: s"])
  }
}
