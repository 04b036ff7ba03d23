import JSON
import Testing

@Suite struct `Reading JSON` {
  private func problems(_ text: String) -> [String] {
    JSONParser.parse(Array(text.utf8), file: "f").problems.map(\.description)
  }

  @Test(arguments: [
    ("{}", "{}"), (" [1, -2.50, 1e3] ", "[1,-2.5,1000]"),
    ("\"a\\n\\u00e9\\ud83d\\ude00/\\/\"", "\"a\\né😀//\""),
    ("{\"b\":1,\"a\":[true,false,null]}", "{\"a\":[true,false,null],\"b\":1}"),
    ("9007199254740993", "9007199254740993"), ("\u{FEFF}1", "1"),
  ])
  func `understands`(text: String, canonical: String) throws {
    #expect(try JSONParser.value(Array(text.utf8), file: "f").canonical == canonical)
  }

  @Test(arguments: [
    ("", ["f:1:1: error: the file is empty; a pipeline is a JSON object"]),
    ("{\"a\": 1,}", ["f:1:8: error: a comma stands before '}'; JSON allows none there"]),
    ("[1\n \"x\"]", ["f:1:3: error: a comma is missing here"]),
    (
      "{\"a\":1, \"a\":2}", ["f:1:9: error: \"a\" is given twice; the first is at line 1, column 2"]
    ),
    (
      "{ // hi\n\"é\": yes }",
      [
        "f:1:3: error: JSON has no comments; put the words into a \"$comment\" member",
        "f:2:6: error: 'yes' is not a JSON value; a string stands in double quotes",
      ]
    ),
    (
      "[10s]",
      ["f:1:2: error: '10s' is not a JSON value; with a unit it stands in double quotes: \"10s\""]
    ),
    ("[01]", ["f:1:2: error: '01' is not a number by JSON's rules"]),
    ("{\"a\" 1}", ["f:1:6: error: expected ':' after \"a\", found '1'"]),
    ("[1", ["f:1:3: error: the list that begins at line 1 is not closed with ']'"]),
    ("{\"a\": 1", ["f:1:8: error: the object that begins at line 1 is not closed with '}'"]),
    ("\"abc", ["f:1:1: error: this string is not closed with '\"' on its line"]),
    ("{} {}", ["f:1:4: error: expected the end of the file, found '{'"]),
    ("\"\\q\"", ["f:1:2: error: '\\q' is not an escape that JSON knows"]),
    ("\"\\ud800\"", ["f:1:2: error: half of a surrogate pair stands alone"]),
    ("['a']", ["f:1:2: error: strings stand in double quotes"]),
    ("\"日本\" x", ["f:1:6: error: expected the end of the file, found 'x'"]),
  ])
  func `reports`(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test func `reports bytes that are not UTF-8 with their place`() {
    let outcome = JSONParser.parse([0x7B, 0x0A, 0x22, 0xE9, 0x22], file: "f")
    #expect(outcome.problems.map(\.place.line) == [2])
    #expect(outcome.problems.map(\.place.column) == [2])
  }

  @Test func `does not follow nesting without end`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(problems(text) == ["f:1:201: error: values are nested more than 200 deep"])
  }

  @Test func `keeps the place of names and values`() throws {
    let json = try JSONParser.value(Array("{\n  \"é\": [1,\n 2]}".utf8), file: "f")
    let member = try #require(json.members?.first)
    #expect(member.namePlace == JSONPlace(file: "f", line: 2, column: 3))
    #expect(member.value.place == JSONPlace(file: "f", line: 2, column: 8))
    #expect(member.value.elements?.last?.place == JSONPlace(file: "f", line: 3, column: 2))
  }
}

@Suite struct `Writing JSON` {
  @Test(arguments: [
    "{\n  \"a\": 1,\n  \"b\": [1, 2],\n  \"c\": { \"d\": \"x\" }\n}\n", "[]\n", "\"x\"\n",
  ])
  func `lays out what was laid out as it was`(text: String) throws {
    #expect(try JSONParser.value(Array(text.utf8), file: "f").layout() == text)
  }

  @Test func `breaks what is too long for its line`() throws {
    let json: JSON = ["list": ["aaaaaaaaaa", "bbbbbbbbbb"], "n": 1]
    #expect(
      json.layout(width: 20)
        == "{\n  \"list\": [\n    \"aaaaaaaaaa\",\n    \"bbbbbbbbbb\"\n  ],\n  \"n\": 1\n}\n"
    )
  }

  @Test func `quotes what needs it and nothing else`() {
    #expect(JSON("\u{1}\"\\\t/é\u{7F}").compact == "\"\\u0001\\\"\\\\\\t/é\u{7F}\"")
  }

  @Test func `builds lines member by member`() {
    var text = JSONText()
    text.object {
      $0.member("a", "x")
      $0.name("b")
      $0.array {
        $0.value(1)
        $0.value(true)
        $0.null()
        $0.value(0.5)
        $0.object { _ in }
      }
      $0.member("c", 2)
    }
    text.newline()
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == "{\"a\":\"x\",\"b\":[1,true,null,0.5,{}],\"c\":2}\n"
    )
  }
}
