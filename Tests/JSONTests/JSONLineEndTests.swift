import JSON
import Testing

@Suite struct `Line ends of Unicode in JSON text` {
  @Test(arguments: [
    ("a\u{2028}b\u{2029}", "\"a\\u2028b\\u2029\""), ("\u{85}x\"", "\"\\u0085x\\\"\""),
    ("–“\u{A8}々\u{3028}", "\"–“\u{A8}々\u{3028}\""), ("\u{1}\n", "\"\\u0001\\n\""),
  ])
  func `are escaped`(text: String, expected: String) {
    var json = JSONText()
    json.value(text)
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }
}
