import Documents
import Extraction
import Testing

private func level(_ index: Int, _ format: String, _ text: String, _ more: String = "") -> String {
  "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>"
    + "<w:lvlText w:val=\"\(text)\"/>\(more)</w:lvl>"
}

private func item(_ number: Int, _ level: Int, _ text: String = "x") -> String {
  paragraph(
    text,
    "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(number)\"/></w:numPr>"
  )
}

private func labels(_ numbering: String, _ body: String, styles: String = "") throws -> [String?] {
  try wordDocument(body) {
    $0.add(numbering: numbering)
    $0.add(styles: styles)
  }.elements.map(\.label)
}

private func list(_ levels: String, _ more: String = "") -> String {
  "<w:abstractNum w:abstractNumId=\"0\">\(levels)</w:abstractNum>"
    + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>" + more
}

@Suite struct `Numbering of Word` {
  @Test func `counts levels and starts deeper ones anew`() throws {
    let numbering = list(
      level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    let body = item(1, 0) + item(1, 1) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 1)
    #expect(try labels(numbering, body) == ["1.", "a)", "b)", "1.2.1", "2.", "a)"])
    #expect(
      try wordOutline(body) { $0.add(numbering: numbering) }.first == "Item0: x"
    )
  }

  @Test func `shows levels that were never counted by their start`() throws {
    let numbering = list(level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2"))
    #expect(try labels(numbering, item(1, 1) + item(1, 1)) == ["I.1", "I.2"])
  }

  @Test func `keeps a level going that says so`() throws {
    let numbering = list(
      level(0, "decimal", "%1") + level(1, "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>")
    )
    let body = item(1, 0) + item(1, 1) + item(1, 0) + item(1, 1)
    #expect(try labels(numbering, body) == ["1", "1", "2", "2"])
  }

  @Test func `starts where an instance says`() throws {
    let numbering = list(
      level(0, "decimal", "%1."),
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
        + "<w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>"
        + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
        + level(0, "upperLetter", "(%1)") + "</w:lvlOverride></w:num>"
    )
    let body = item(1, 0) + item(1, 0) + item(2, 0) + item(2, 0) + item(1, 0) + item(3, 0)
    #expect(try labels(numbering, body) == ["1.", "2.", "7.", "8.", "9.", "(J)"])
  }

  @Test func `follows links to styles`() throws {
    let numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:styleLink w:val=\"L\"/>\(level(0, "decimal", "§%1"))"
      + "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/>"
      + "</w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>"
      + "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>"
    let styles =
      "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:name w:val=\"L\"/><w:pPr><w:numPr>"
      + "<w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>"
    #expect(try labels(numbering, item(5, 0), styles: styles) == ["§1"])
    #expect(try labels(numbering, item(5, 0)) == ["§1"])
  }

  @Test func `of a heading's style is its label`() throws {
    let numbering = list(
      level(0, "decimal", "%1", "<w:pStyle w:val=\"H1\"/>")
        + level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>")
    )
    let styles = (1...2).map { level in
      "<w:style w:type=\"paragraph\" w:styleId=\"H\(level)\"><w:name w:val=\"heading \(level)\"/>"
        + "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    }.joined()
    let body = ["H1", "H2", "H2", "H1", "H2"].map {
      paragraph("x", "<w:pStyle w:val=\"\($0)\"/>")
    }.joined()
    #expect(try labels(numbering, body, styles: styles) == ["1", "1.1", "1.2", "2", "2.1"])
    let outline = try wordOutline(body) {
      $0.add(numbering: numbering)
      $0.add(styles: styles)
    }
    #expect(outline.first == "Title0: x")
  }

  @Test func `without a sign makes no list item`() throws {
    let outline = try wordOutline(item(1, 0)) { $0.add(numbering: list(level(0, "none", ""))) }
    #expect(outline == ["Text: x"])
  }

  @Test func `counts empty paragraphs and unknown lists do no harm`() throws {
    let numbering = list(level(0, "decimal", "%1"))
    #expect(try labels(numbering, item(1, 0, "") + item(1, 0)) == ["2"])
    #expect(try labels(numbering, item(9, 0) + item(1, 99)) == [nil, nil])
  }

  @Test(arguments: [
    ("decimalZero", 7, "07"), ("decimalZero", 12, "12"), ("lowerLetter", 28, "bb"),
    ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv"), ("ordinal", 1, "1st"),
    ("ordinal", 112, "112th"), ("ordinal", 23, "23rd"), ("cardinalText", 42, "Forty-two"),
    ("ordinalText", 20, "Twentieth"), ("ordinalText", 101, "One hundred first"),
    ("chicago", 6, "††"), ("hex", 26, "1A"), ("decimalEnclosedCircle", 3, "③"),
    ("decimalFullWidth", 10, "１０"), ("russianLower", 3, "в"), ("hebrew1", 15, "טו"),
    ("hebrew1", 116, "קטז"), ("hebrew2", 2, "ב"), ("arabicAbjad", 3, "ج"), ("aiueo", 2, "イ"),
    ("chineseCounting", 15, "十五"), ("chineseCounting", 205, "二百〇五"),
    ("ideographDigital", 12, "一二"), ("ideographTraditional", 3, "丙"), ("ganada", 2, "나"),
    ("numberInDash", 5, "- 5 -"), ("thaiNumbers", 12, "๑๒"), ("nobodyKnows", 5, "5"),
  ])
  func `knows many formats`(format: String, number: Int, expected: String) throws {
    let numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"\(number)\"/>"
      + "<w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum>"
      + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    #expect(try labels(numbering, item(1, 0)) == [expected])
  }

  @Test(arguments: [
    ("\u{F0B7}", "Symbol", "•"), ("\u{F0A7}", "Wingdings", "▪"), ("o", "Courier New", "◦"),
    ("–", "Arial", "–"), ("o", "Arial", "o"), ("\u{F0FC}", "Wingdings", "✔"),
  ])
  func `shows bullets as they look`(sign: String, font: String, expected: String) throws {
    let fonts = "<w:rPr><w:rFonts w:ascii=\"\(font)\"/></w:rPr>"
    #expect(try labels(list(level(0, "bullet", sign, fonts)), item(1, 0)) == [expected])
  }
}
