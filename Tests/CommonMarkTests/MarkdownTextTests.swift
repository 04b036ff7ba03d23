import CommonMark
import Testing

@Suite struct `Text of a Markdown paragraph` {
  @Test(arguments: [
    ("*a* **b** `c`", "a b c", ["emphasis: a", "strong: b", "code: c"]),
    ("**a *b* c**", "a b c", ["strong: a b c", "emphasis: b"]),
    ("[a *b*](http://x \"T\")", "a b", ["link http://x 'T': a b", "emphasis: b"]),
    ("![a b](x.png)", "a b", ["image x.png: a b"]),
    ("[![b](i)](u)", "b", ["link u: b", "image i: b"]),
    ("<https://x.y>", "https://x.y", ["link https://x.y: https://x.y"]),
    ("a &amp; \\* &#228;", "a & * ä", []),
    ("a <b>c</b><br>d<!-- e -->", "a c d", []),
    ("one  \ntwo\\\nthree", "one two three", []),
    ("é*ü*漢", "éü漢", ["emphasis: ü"]),
  ])
  func `has marks on it`(source: String, text: String, marks: [String]) throws {
    try check(source, text, marks)
  }

  @Test(arguments: [
    ("~~a~~ b", "a b", ["struck: a"]),
    ("~~a **b**~~", "a b", ["struck: a b", "strong: b"]),
    ("**~~a~~** ~~b~~", "a b", ["struck: a", "strong: a", "struck: b"]),
    ("~~a *b~~ c*", "~~a b~~ c", ["emphasis: b~~ c"]),
    ("~~ a ~~", "~~ a ~~", []),
    ("~~~a~~~ ~b~", "~~~a~~~ ~b~", []),
    ("`~~a~~`", "~~a~~", ["code: ~~a~~"]),
  ])
  func `is struck between double tildes`(source: String, text: String, marks: [String]) throws {
    // A leading fence would be a code block.
    try check("x " + source, "x " + text, marks)
  }

  @Test(arguments: [
    ("see http://a.b/c.", ["link http://a.b/c: http://a.b/c"]),
    ("(https://a.b/(c))", ["link https://a.b/(c): https://a.b/(c)"]),
    ("www.a.b, www.c", ["link http://www.a.b: www.a.b"]),
    ("ä me@a.de!", ["link mailto:me@a.de: me@a.de"]),
    ("xhttp://a.b a@b @ http:// ://", []),
    ("`http://a.b` [x http://a.b](u)", ["code: http://a.b", "link u: x http://a.b"]),
  ])
  func `has bare addresses linked`(source: String, marks: [String]) throws {
    let blocks = try Markdown.blocks(of: Array(source.utf8).span)
    let content = try #require(blocks.first?.content)
    #expect(content.marks.map { $0.outline(in: content) } == marks)
  }

  private func check(_ source: String, _ text: String, _ marks: [String]) throws {
    let blocks = try Markdown.blocks(of: Array(source.utf8).span)
    #expect(blocks.count == 1)
    let content = try #require(blocks.first?.content)
    #expect(content.text == text)
    #expect(content.marks.map { $0.outline(in: content) } == marks)
    for mark in content.marks {
      let start = content.text.utf8.index(content.text.startIndex, offsetBy: mark.bytes.lowerBound)
      #expect(content.text.unicodeScalars[..<start].count == mark.range.lowerBound)
    }
  }
}
