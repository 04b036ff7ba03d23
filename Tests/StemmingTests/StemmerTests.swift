import Stemming
import Testing

@Suite("Stems of words")
struct StemmerTests {
  @Test(arguments: [
    ("running", "run"), ("connections", "connect"), ("gauges", "gaug"), ("happily", "happili"),
    ("dying", "die"), ("generously", "generous"), ("rain", "rain"), ("", ""), ("東京", "東京"),
  ])
  func english(word: String, stem: String) {
    guard let stemmer = Stemmer(language: "english") else {
      Issue.record("there are no rules of English")
      return
    }
    #expect(String(decoding: stemmer.stem(Array(word.utf8)), as: UTF8.self) == stem)
  }

  @Test func languageWithoutRules() {
    let isKnown = Stemmer(language: "volapük") != nil
    #expect(!isKnown)
  }
}
