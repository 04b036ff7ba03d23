import JSON
import Testing

/// Reading a large table without building a tree.
@Suite struct `Scanning JSON` {
  /// Walks through a text by skipping, and says what is wrong.
  private func problem(_ text: String) -> String? {
    do throws(JSONProblem) {
      var scanner = try JSONScanner(Array(text.utf8), file: "f")
      try scanner.skip()
      try scanner.end()
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    "{}", " [1, -2.5e3, true, false, null, \"a\\\"]\"] \n", "{\"a\": {\"b\": [[]]}}", "7",
  ])
  func `passes over what is valid`(text: String) {
    #expect(problem(text) == nil)
  }

  @Test(arguments: [
    ("", "f:1:1: error: the file is empty"),
    ("{\n \"é\": [1,]}", "f:2:10: error: a comma stands before ']'; JSON allows none there"),
    ("[1 2]", "f:1:4: error: expected ',' or ']', found '2'"),
    ("{\"a\" 1}", "f:1:6: error: expected ':', found '1'"),
    ("{1: 2}", "f:1:2: error: expected a string, found '1'"),
    ("[1", "f:1:3: error: the file ends within a value"),
    ("\"ab", "f:1:4: error: the file ends within a string"),
    ("[tru]", "f:1:2: error: expected a value, found 't'"),
    ("[é]", "f:1:2: error: expected a number, found 'é'"),
    ("{} {}", "f:1:4: error: expected the end of the file, found '{'"),
  ])
  func `says where it cannot go on`(text: String, message: String) {
    #expect(problem(text) == message)
  }

  @Test func `refuses what is no UTF-8 and what is too deep`() {
    #expect(throws: JSONProblem.self) { _ = try JSONScanner([0x22, 0xC0, 0x80, 0x22], file: "f") }
    let deep = String(repeating: "[", count: 100_000)
    #expect(problem(deep)?.contains("nested more than") == true)
  }

  @Test func `gives strings, numbers and small trees`() throws {
    let text = #"{"a\u00e9\ud83d\ude00\n": [12, -3.5], "b": {"c": 1}}"#
    var scanner = try JSONScanner(Array(text.utf8), file: "f")
    var name: [UInt8] = []
    var (isFirst, isFirstElement) = (true, true)
    try scanner.enterObject()
    #expect(try scanner.nextName(into: &name, isFirst: &isFirst))
    #expect(String(decoding: name, as: UTF8.self) == "aé😀\n")
    try scanner.enterList()
    var numbers: [String] = []
    while try scanner.nextElement(isFirst: &isFirstElement) {
      numbers.append(String(decoding: try scanner.number(), as: UTF8.self))
    }
    #expect(numbers == ["12", "-3.5"])
    #expect(try scanner.nextName(into: &name, isFirst: &isFirst))
    let tree = try scanner.tree()
    #expect(tree["c"]?.integer == 1)
    #expect(tree["c"]?.place == JSONPlace(file: "f", line: 1, column: 50))
    #expect(try !scanner.nextName(into: &name, isFirst: &isFirst))
    try scanner.end()
  }

  @Test(arguments: [
    "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\x\"", "\"\\u12g4\"", "\"\u{1}\"", "\"\\u12",
  ])
  func `refuses damaged strings`(text: String) throws {
    var scanner = try JSONScanner(Array(text.utf8), file: "f")
    var string: [UInt8] = []
    #expect(throws: JSONProblem.self) { try scanner.string(into: &string) }
  }
}
