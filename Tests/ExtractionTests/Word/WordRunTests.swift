import Documents
import Extraction
import Testing

private func run(_ content: String, _ properties: String = "") -> String {
  "<w:r><w:rPr>\(properties)</w:rPr>\(content)</w:r>"
}

private func text(_ text: String) -> String { "<w:t xml:space=\"preserve\">\(text)</w:t>" }

private func field(_ code: String, _ result: String) -> String {
  run("<w:fldChar w:fldCharType=\"begin\"/>") + run("<w:instrText>\(code)</w:instrText>")
    + run("<w:fldChar w:fldCharType=\"separate\"/>") + run(text(result))
    + run("<w:fldChar w:fldCharType=\"end\"/>")
}

private func options(
  _ changes: ExtractionOptions.Word.TrackedChanges = .accept,
  hidden: Bool = false
) -> ExtractionOptions {
  var options = ExtractionOptions()
  options.word.trackedChanges = changes
  options.word.hidden = hidden
  return options
}

private let seenTexts: [(String, String)] = [
  (run(text("a") + "<w:tab/>" + text("b") + "<w:br/>" + text("c")), "a\tb\nc"),
  (run(text("a") + "<w:noBreakHyphen/>" + text("b") + "<w:softHyphen/>" + text("c")), "a-bc"),
  (run(text("so\u{AD}ft")), "soft"), (run(text("a\n b")), "a  b"),
  (run("<w:sym w:font=\"Symbol\" w:char=\"F061\"/>"), "α"),
  (run("<w:sym w:font=\"Wingdings\" w:char=\"F04A\"/>"), "☺"),
  (run(text("x") + "<w:sym w:font=\"Nobody's\" w:char=\"F0AA\"/>"), "x"),
  (run(text("\u{F061}"), "<w:rFonts w:ascii=\"Symbol\"/>"), "α"),
  (
    run(
      "<w:ruby><w:rt>" + run(text("かん")) + "</w:rt><w:rubyBase>" + run(text("漢"))
        + "</w:rubyBase></w:ruby>"
    ), "漢"
  ),
  (field(" PAGE ", "7"), "7"), (field(" IF " + "1", "yes"), "yes"),
  ("<w:fldSimple w:instr=\"DATE\">" + run(text("today")) + "</w:fldSimple>", "today"),
  (
    run("<w:fldChar w:fldCharType=\"begin\"/>") + run("<w:instrText>IF </w:instrText>")
      + field("A", "no") + run("<w:fldChar w:fldCharType=\"separate\"/>") + run(text("yes"))
      + run("<w:fldChar w:fldCharType=\"end\"/>"), "yes"
  ),
  ("<w:smartTag>" + run(text("a")) + "</w:smartTag><w:proofErr/>" + run(text("b")), "ab"),
  (
    "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" + run(text("in"))
      + "</w:sdtContent></w:sdt>", "in"
  ),
]

private let formulas: [(String, String)] = [
  (
    "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
    "(a+b)/2"
  ),
  (
    "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
      + "<m:r><m:t>+1</m:t></m:r>", "x^2+1"
  ),
  (
    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>"
      + "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>",
    "∑_(i=1)^n i"
  ),
  (
    "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e>"
      + "</m:rad>", "√(x)"
  ),
  (
    "<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e><m:m><m:mr><m:e><m:r>"
      + "<m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:mr><m:mr><m:e><m:r>"
      + "<m:t>c</m:t></m:r></m:e><m:e><m:r><m:t>d</m:t></m:r></m:e></m:mr></m:m></m:e></m:d>",
    "[a, b; c, d]"
  ),
  ("<m:box><m:e><m:r><m:t>x</m:t></m:r></m:e></m:box>", "x"),
]

@Suite struct `Runs of Word` {
  @Test(arguments: seenTexts)
  func `come to the text that is seen`(content: String, expected: String) throws {
    #expect(try wordDocument("<w:p>\(content)</w:p>").elements.map(\.text) == [expected])
  }

  @Test func `have emphasis, one for neighbours`() throws {
    let body =
      "<w:p>" + run(text("a "), "<w:b/>") + run(text("b"), "<w:b/><w:i/>")
      + run(text(" c"), "<w:b w:val=\"0\"/>") + run(text("d"), "<w:i w:val=\"true\"/>") + "</w:p>"
    let element = try #require(try wordDocument(body).elements.first)
    #expect(
      element.emphasis == [
        .init(text: "a b", tag: "b"), .init(text: "b", tag: "i"), .init(text: "d", tag: "i"),
      ]
    )
  }

  @Test func `have links from relationships, anchors and fields`() throws {
    let body =
      "<w:p>" + run(text("ä ")) + "<w:hyperlink r:id=\"L\" w:anchor=\"q\">" + run(text("one"))
      + "</w:hyperlink>" + field(" HYPERLINK \"http://b.c/d e\" \\l \"f\" \\o \"tip\"", "two")
      + "<w:hyperlink r:id=\"none\">" + run(text("three")) + "</w:hyperlink></w:p>"
    let document = try wordDocument(body) {
      $0.relationships.append(("L", "hyperlink", "http://a.b/?x=1", true))
    }
    let element = try #require(document.elements.first)
    #expect(element.text == "ä onetwothree")
    #expect(
      element.links == [
        .init(text: "one", url: "http://a.b/?x=1#q", start: 2),
        .init(text: "two", url: "http://b.c/d e#f", start: 5),
      ]
    )
  }

  @Test(arguments: [
    (ExtractionOptions.Word.TrackedChanges.accept, ["keep new", "joined"]),
    (.reject, ["keep old", "join", "ed"]), (.keep, ["keep new", "old", "join", "ed"]),
  ])
  func `show tracked changes as asked`(
    changes: ExtractionOptions.Word.TrackedChanges,
    expected: [String]
  ) throws {
    let body =
      "<w:p>" + run(text("keep ")) + "<w:ins w:id=\"1\">" + run(text("new")) + "</w:ins>"
      + "<w:del w:id=\"2\">" + run("<w:delText>old</w:delText>") + "</w:del></w:p>"
      + "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>" + run(text("join")) + "</w:p>"
      + "<w:p>" + run(text("ed")) + "</w:p>"
    let document = try wordDocument(body, options: options(changes))
    #expect(document.elements.map(\.text) == expected)
    if changes == .keep { #expect(document.elements.map(\.role)[1] == "deleted") }
  }

  @Test func `that moved are where they went`() throws {
    let body =
      "<w:p><w:moveFrom w:id=\"1\">" + run(text("moved")) + "</w:moveFrom></w:p><w:p>"
      + "<w:moveTo w:id=\"1\">" + run(text("moved")) + "</w:moveTo></w:p>"
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["moved"])
    #expect(document.ledger.drops == [.deleted: 5])
  }

  @Test func `that are hidden are left out unless asked for`() throws {
    let body = "<w:p>" + run(text("a")) + run(text("b"), "<w:vanish/>") + "</w:p>"
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["a"])
    #expect(document.ledger.drops == [.hidden: 1])
    #expect(try wordDocument(body, options: options(hidden: true)).elements.map(\.text) == ["ab"])
  }

  @Test func `have check boxes`() throws {
    let control =
      "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr>"
      + "<w:sdtContent>" + run(text("☒")) + "</w:sdtContent></w:sdt>" + run(text(" done"))
      + "</w:p>"
    let element = try #require(try wordDocument(control).elements.first)
    #expect(element.text == "☒ done" && element.checked == true)
    let box =
      run(
        "<w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"1\"/>"
          + "</w:checkBox></w:ffData></w:fldChar>"
      ) + run("<w:instrText>FORMCHECKBOX</w:instrText>") + run("<w:fldChar w:fldCharType=\"end\"/>")
    let one = try wordDocument("<w:p>" + box + run(text("yes")) + "</w:p>").elements
    #expect(one.map(\.text) == ["yes"] && one.map(\.checked) == [true])
    let two = try wordDocument("<w:p>" + box + box + run(text("yes")) + "</w:p>").elements
    #expect(two.map(\.kind) == [.uncategorizedText, .checkBox, .checkBox])
    #expect(two.map(\.checked) == [nil, true, true])
  }

  @Test func `show the choice of a list`() throws {
    let body =
      "<w:p>"
      + run(
        "<w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>"
          + "<w:listEntry w:val=\"red\"/><w:listEntry w:val=\"blue\"/></w:ddList></w:ffData>"
          + "</w:fldChar>"
      ) + run("<w:instrText>FORMDROPDOWN</w:instrText>")
      + run("<w:fldChar w:fldCharType=\"end\"/>") + "</w:p>"
    #expect(try wordDocument(body).elements.map(\.text) == ["blue"])
  }

  @Test(arguments: formulas)
  func `write formulas in a line`(formula: String, expected: String) throws {
    let body = "<w:p><m:oMathPara><m:oMath>\(formula)</m:oMath></m:oMathPara></w:p>"
    #expect(try wordOutline(body) == ["Formula: \(expected)"])
    let inline = "<w:p>" + run(text("so ")) + "<m:oMath>\(formula)</m:oMath></w:p>"
    #expect(try wordOutline(inline) == ["Text: so \(expected)"])
  }
}
