/// How much of an answer is wanted, and how it is to look.
package struct SearchOptions: Sendable {
  package var limit: Int
  package var offset: Int
  /// What goes before and behind each word that was found.
  package var marks: (before: String, after: String)
  /// How many words a snippet has, 64 at most.
  package var snippetWords: Int
  package var withText: Bool

  package init(
    limit: Int = 10,
    offset: Int = 0,
    marks: (before: String, after: String) = ("", ""),
    snippetWords: Int = 24,
    withText: Bool = false
  ) {
    self.limit = limit
    self.offset = offset
    self.marks = marks
    self.snippetWords = snippetWords
    self.withText = withText
  }
}
