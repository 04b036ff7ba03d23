import Documents
import Extraction
import Testing

@Suite struct `No text is lost` {
  @Test func `of Markdown but marks and addresses`() {
    let source = """
      # Ein Titel

      Absatz mit **fett** und `code` und
      Zeile.

      1) eins
         1) zwei
      - drei

            vier

      > fünf
      > ```
      > sechs

      | sieben | acht |
      |---|---|
      | neun |

      <p>zehn</p>

      elf[^1]

      [^1]: zwölf
      [^2]: dreizehn
      """
    let words = elements(source, .markdown).flatMap { letters($0.text).split(separator: " ") }
    let all = words.joined()
    for word in [
      "Titel", "Absatz", "fett", "code", "Zeile", "eins", "zwei", "drei", "vier", "fünf",
      "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    ] {
      #expect(all.contains(word))
    }
  }
}

@Suite struct `Markdown that would take too long` {
  @Test func `keeps its text and is remarked on`() {
    let source = "first word " + String(repeating: "x <?", count: 100_000) + " last word"
    let found = document(source, .markdown)
    let remarks = found.remarks
    let text = found.elements.map(\.text).joined(separator: " ")
    #expect(text.hasPrefix("first word") && text.hasSuffix("last word"))
    #expect(remarks.count == 1)
    #expect(remarks.first?.hasPrefix("is not read as Markdown: ") == true)
    #expect(remarks.first?.hasSuffix("; its text is kept as plain text") == true)
  }

  @Test func `is not remarked on where it is read`() {
    #expect(document("# A\n\nb", .markdown).remarks.isEmpty)
  }
}
