import Documents
import Extraction
import Testing

@Suite struct `What browsers show` {
  private func outline(_ source: String) -> [String] {
    let found = document(source, .html)
    #expect(found.ledger.isClosed, "\(found.ledger)")
    return found.elements.map(\.outline)
  }

  @Test(arguments: [
    ("<x-a><template shadowrootmode=open><p>in</p></template></x-a>", ["Text: in"]),
    ("<p>a</p><template><p>no</p></template>", ["Text: a"]),
    (
      "<iframe srcdoc=\"<h2>b</h2><p>c</p>\">fallback</iframe><p>d</p>",
      ["Title1: b", "Text: c", "Text: d"]
    ),
    ("<p>a<![if !x]>b<![endif]>c</p>", ["Text: abc"]),
    ("<p>a&copy2026 &lt 6 R&D &ampx x&not</p>", ["Text: a©2026 < 6 R&D &x x¬"]),
    ("<p>&amp;copy2026 &amp;lt <b>&amp;</b>lt</p>", ["Text: &copy2026 &lt &lt"]),
    ("<p>&apos;&check;&bogus;&notit;</p>", ["Text: '✓&bogus;&notit;"]),
    ("<p>co&shy;op\u{AD}er&shy</p>", ["Text: cooper"]),
    ("<h2><a href=/><img alt=Logo src=x></a></h2><p>a</p>", ["Title1: Logo", "Text: a"]),
    ("<h2>A <img alt=Logo src=x></h2>", ["Title1: A", "Image: Logo"]),
  ])
  func `is read`(source: String, expected: [String]) {
    #expect(outline(source) == expected)
  }

  @Test(arguments: [
    ("<div style='Display : FLEX'><span>a</span><span>b</span>c</div>", ["Text: a b c"]),
    (
      "<span style='color:red;display:block'>a</span><span style=display:block>b</span>",
      ["Text: a", "Text: b"]
    ),
    ("x<span style=display:inline-block>a</span>y", ["Text: x a y"]),
    ("x<span style=display:inline>a</span>y", ["Text: xay"]),
    ("<span style=display:inline-flex><i>a</i><i>b</i></span>", ["Text: a b"]),
    ("<div role=row><span role=cell>a</span><span role=columnheader>b</span></div>", ["Text: a b"]),
    ("<span role=row>a</span><span role=row>b</span>", ["Text: a", "Text: b"]),
    (
      "<div role=list><div role=listitem>a</div><div role=listitem>b</div></div>",
      ["Item0: a", "Item0: b"]
    ),
    ("<button>a</button><button>b</button>c<label>d</label>e", ["Text: a b c d e"]),
    (
      "<p><span class=c>One</span><span class=c>Two</span><span class=d>th</span></p>",
      ["Text: One Twoth"]
    ),
    ("<p><span class=c>w</span><span class=c>ord</span></p>", ["Text: word"]),
    ("<p><a href=1>One</a><a href=2>Two</a></p>", ["Text: One Two"]),
  ])
  func `apart is kept apart`(source: String, expected: [String]) {
    #expect(outline(source) == expected)
  }

  @Test func `as a list of Word's is a list`() {
    let found = document(
      """
      <p class=MsoTitle>Top</p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
      style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span><![endif]>One</p>
      <p class="MsoListParagraphCxSpLast" style="mso-list:l1 level1 lfo2"><span>iv)<span>&nbsp; </span></span>Two</p>
      <p class=MsoListParagraph>I go on</p>
      <p style="mso-list:none">A. Nobody</p>
      """,
      .html
    )
    #expect(
      found.elements.map(\.outline) == [
        "Title0: Top", "Item1: One", "Item0: Two", "Text: I go on", "Text: A. Nobody",
      ]
    )
    #expect(found.elements.map(\.label) == [nil, nil, "iv)", nil, nil])
    #expect(found.ledger.drops[.bullet] == 4)
    #expect(found.ledger.isClosed)
  }

  @Test func `of a drawing is no title of the page`() {
    #expect(document("<svg><title>x</title></svg><p>a</p>", .html).facts.title == nil)
    #expect(document("<title>y</title><svg><title>x</title></svg>", .html).facts.title == "y")
  }

  @Test func `in frames ends at a depth`() {
    var page = "<p>deep</p>"
    for _ in 0..<7 {
      let value = page.replacingEach("&", "&amp;").replacingEach("\"", "&quot;")
      page = "<iframe srcdoc=\"\(value)\"></iframe>"
    }
    let found = document("<p>top</p>" + page, .html)
    #expect(found.elements.map(\.text) == ["top"])
    #expect(found.remarks.count == 1)
  }
}

extension String {
  fileprivate func replacingEach(_ sign: Character, _ text: String) -> String {
    split(separator: sign, omittingEmptySubsequences: false).joined(separator: text)
  }
}
