import Documents
import Extraction
import Testing

@Suite struct `Elements of HTML` {
  static let prose = "Here is a sentence that goes on for a while and then ends."

  @Test(arguments: [
    ("", []),
    ("   \n\t", []),
    ("plain", ["Text: plain"]),
    ("<h1>A</h1><h6> B\n c </h6>", ["Title0: A", "Title5: B c"]),
    ("<div role=heading aria-level=3>A</div>", ["Title2: A"]),
    (
      "<h1>Top<p>one<p>two <b>three<ul><li>a<li>b</ul><h2>Second</h2>tail",
      [
        "Title0: Top", "Text: one", "Text: two three", "Item0: a", "Item0: b", "Title1: Second",
        "Text: tail",
      ]
    ),
    ("<p>\(prose)</p>tail", ["Prose: \(prose)", "Text: tail"]),
    ("<p>a<br>b<p>c<br><br>d", ["Text: a\nb", "Text: c", "Text: d"]),
    ("a<hr>b<div>c<div>d</div></div>e", ["Text: a", "Text: b", "Text: c", "Text: d", "Text: e"]),
    (
      "<ul><li>a<ul><li>b</ul>c<li><p>d</p><p>e</p></ul>",
      ["Item0: a", "Item1: b", "Text: c", "Item0: d\ne"]
    ),
    ("<ol start=3><li>(x) a<ol><li>b</ol></ol>", ["Item0: (x) a", "Item1: b"]),
    ("<dl><dt>a<dd>b<dd>c</dl>", ["Item0: a", "Item1: b", "Item1: c"]),
    ("<p>• one</p><p>•&nbsp;two</p><p>· three</p>", ["Item0: one", "Item0: two", "Item0: three"]),
    ("<table><tr><td>•</td><td>\(prose)</td></tr></table>", ["Item0: \(prose)"]),
    ("<pre><code>a\n  b &lt; c\n</code></pre>", ["CodeSnippet: a\n  b < c"]),
    ("<pre>\(prose)\n\(prose)\n\n\(prose)</pre>", ["Prose: \(prose) \(prose)", "Prose: \(prose)"]),
    (
      "<figure><img src=x alt='a b'><figcaption>c</figcaption></figure>",
      ["Image: a b", "FigureCaption: c"]
    ),
    ("<p>x <img alt=''> <img src=y alt='☺'> z", ["Text: x ☺ z"]),
    ("<p><a href='mailto:a@b.example'>a@b.example</a>", ["EmailAddress: a@b.example"]),
    ("<address>1 High St<br>Town</address>", ["Address: 1 High St\nTown"]),
    (
      "<p>a<script>b</script><style>c</style><template>d</template><span hidden>e</span>f"
        + "<span style='display: none'>g</span><!-- h --><noscript>i</noscript>",
      ["Text: a f"]
    ),
    ("<details><summary>a</summary>b</details>", ["Text: a", "Text: b"]),
    ("<p>漢<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を", ["Text: 漢漢字(かんじ)を"]),
    ("<p>x <math alttext='a^2'><mi>a</mi><mn>2</mn></math> y", ["Text: x a^2 y"]),
    (
      "<math display=block><semantics><mi>a</mi><annotation encoding='application/x-tex'>\\alpha"
        + "</annotation></semantics></math>", ["Formula: \\alpha"]
    ),
    ("<svg><title>a</title><text>b</text></svg>", ["Image: a b"]),
    (
      "<p>&eacute;&#233;&#xE9;&#150;&copy;&lcub;&check;&rcub;&bogus; &amp;lt; a & b < c <3",
      ["Text: ééé–©{✓}&bogus; &lt; a & b < c <3"]
    ),
    ("<p>a&nbsp;b\u{AD}c", ["Text: a\u{A0}bc"]),
    (
      "<form><label>Name <input value='Ann'></label><input type=hidden value=x><select><option>p"
        + "<option selected>q</select><textarea>r</textarea></form>", ["Text: Name Ann p q r"]
    ),
    (
      "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a<br/>b</p>"
        + "<![CDATA[c]]></body></html>", ["Text: a\nb", "Text: c"]
    ),
    ("<p>a<!-->b<p title=\"never closed>c<p>d", ["Text: ab", "Text: c", "Text: d"]),
    ("<p>a<!-- never closed <b>b</b>", ["Text: a never closed b"]),
    ("<body style='display:none'><p>a", ["Text: a"]),
    ("<a href=x><div>a</div></a><b><p>b</p></b>", ["Text: a", "Text: b"]),
  ])
  func `come in order`(source: String, expected: [String]) {
    let found = document(source, .html)
    #expect(found.elements.map(\.outline) == expected)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `have their links and emphasis with offsets`() throws {
    let found = elements(
      "<p>ä <a href=' d '>b <i>c</i></a> <strong> e </strong><a href='javascript:x'>f</a>"
        + "<a href=g>",
      .html
    )
    let element = try #require(found.first)
    #expect(element.text == "ä b c e f")
    #expect(element.links == [.init(text: "b c", url: "d", start: 2)])
    #expect(element.emphasis == [.init(text: "c", tag: "i"), .init(text: "e", tag: "b")])
  }

  @Test func `have links that go on over paragraphs`() {
    let found = elements("<a href=x><h2>One</h2><p>two</p></a>", .html)
    #expect(found.map { $0.links.map(\.text) } == [["One"], ["two"]])
  }

  @Test func `have languages, of code and of people`() {
    let source =
      "<html lang=de-CH><p>a<p lang=fr>b<pre><code class='x language-swift'>c</code></pre>"
      + "<pre data-lang=py>d</pre>"
    let found = elements(source, .html)
    #expect(found.map(\.languages) == [["deu"], ["fra"], ["deu"], ["deu"]])
    #expect(found.map(\.codeLanguage) == [nil, nil, "swift", "py"])
  }

  @Test func `have state and roles`() {
    let source =
      "<ul><li><input type=checkbox checked>a<li><input type=checkbox>b<li>c</ul>"
      + "<blockquote><p>d</p></blockquote><p>e"
    let found = elements(source, .html)
    #expect(found.map(\.checked) == [true, false, nil, nil, nil])
    #expect(found.map(\.role) == [nil, nil, nil, "quote", nil])
  }

  @Test func `have a picture's address or digest`() throws {
    let found = elements("<img alt=a src=b.png><img alt=c src='data:image/gif;base64,AAEC'>", .html)
    #expect(found.map(\.links) == [[.init(text: "a", url: "b.png", start: 0)], []])
    #expect(found.last?.image?.mediaType == "image/gif")
    #expect(found.last?.image?.digest.hasPrefix("ae4b3280e56e2faf83f414a6e3dabe9d") == true)
  }

  @Test func `know their source`() {
    let text = "<h1 class=x>Ä <b>b</b></h1>\n<p>ß &amp; c\n<table><tr><td>1<td>2<tr><td>3<td>4"
    let found = elements(text, .html).map { source(of: $0, in: text) }
    #expect(found == ["Ä <b>b", "ß &amp; c", "1<td>2<tr><td>3<td>4"])
  }

  @Test func `leave facts of the page`() {
    let found = document(
      "<html lang=en><head><title> A &amp; B\n</title><meta name=author content='Ann'>"
        + "<meta name=description content='d'><meta name=keywords content='k, l'>"
        + "<meta property='article:published_time' content='2024-01-02T03:04:05Z'>"
        + "<meta name=generator content=g></head><p>x",
      .html
    )
    #expect(found.facts.title == "A & B")
    #expect(found.facts.authors == ["Ann"])
    #expect(found.facts.subject == "d")
    #expect(found.facts.keywords == ["k", "l"])
    #expect(found.facts.created == "2024-01-02T03:04:05Z")
    #expect(found.facts.producer == "g")
    #expect(found.facts.language == "en")
    #expect(found.facts.encoding == "UTF-8")
    #expect(found.elements.map(\.text) == ["x"])
  }

  @Test func `are read in the encoding that the page declares`() throws {
    let head = Array(
      "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><p>".utf8
    )
    let found = try extractHTML(head + [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA])
    #expect(found.elements.map(\.text) == ["日本語"])
    #expect(found.facts.encoding == "Shift_JIS")
  }

  @Test(arguments: ["pre", "math", "select", "svg"])
  func `keep a language to the part that declares it`(tag: String) {
    let found = elements("<p>Eins<p>Zwei<\(tag) lang=en>three</\(tag)><p>Vier", .html)
    #expect(found.last?.text == "Vier")
    #expect(found.last?.languages == [])
  }
}
