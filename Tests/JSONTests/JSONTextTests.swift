import JSON
import Testing

/// JSON as it is written value by value.
@Suite struct JSONTextTests {
  private func written(_ write: (inout JSONText) -> Void) -> String {
    var text = JSONText()
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func membersArePartedByCommas() {
    let text = written { text in
      text.object { line in
        line.member("a", 1)
        line.append(verbatim: Array(",\"b\":2".utf8), needsComma: true)
        line.member("c", "d")
      }
      text.newline()
    }
    #expect(text == "{\"a\":1,\"b\":2,\"c\":\"d\"}\n")
  }

  @Test(arguments: ["\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "é", "\u{2028}", "😀"])
  func textsComeBack(sign: String) throws {
    for before in [0, 1, 15, 16, 63, 70_000] {
      let text = String(repeating: "x", count: before) + sign + "y"
      let json = written { $0.value(text) }
      #expect(try JSONParser.value(Array(json.utf8), file: "text").string == text)
    }
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-72, "-72"), (0.1, "0.1"), (595.276, "595.276"),
      (1_048_575, "1048575"), (16_777_216, "16777216"), (1e20, "1e+20"), (.infinity, "null"),
      (.nan, "null"),
    ] as [(Float, String)]
  )
  func fractionsAreShort(number: Float, text: String) {
    #expect(JSONText.text(of: number) == text)
    #expect(written { $0.value(number) } == text)
  }

  @Test func digitsOfBytes() {
    let text = written { $0.append(hexadecimal: (0x0123_4567_89AB_CDEF, 0xF0)) }
    #expect(text == "0123456789abcdef00000000000000f0")
  }
}
