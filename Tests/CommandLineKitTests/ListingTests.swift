import CommandLineKit
import Testing

@Suite struct ListingTests {
  @Test(arguments: [
    ([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
  ])
  func inASentence(words: [String], expected: String) {
    #expect(listed(words) == expected)
  }
}
