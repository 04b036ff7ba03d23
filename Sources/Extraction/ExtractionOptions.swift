/// What a user can decide about the reading of documents.
package struct ExtractionOptions: Sendable, Hashable {
  /// Passwords to try on a locked document, in order.
  package var passwords: [String] = []
  /// Whether a `PageBreak` element stands between pages.
  package var pageBreaks = false
  /// The encoding of a text that does not say its own; nil finds it out.
  package var encoding: String?
  /// Pages to leave out, since reading them went wrong before.
  package var skipPages: Set<Int> = []
  package var pdf = PDF()
  package var word = Word()
  package var html = HTML()

  package init() {}

  package struct PDF: Sendable, Hashable {
    /// The ways to read a page, the first that serves is taken.
    package var strategies: [Strategy] = [.structure, .layout, .flow, .strings]

    package enum Strategy: String, Sendable, CaseIterable, Hashable {
      /// By the structure tree of a tagged file.
      case structure
      /// By the geometry of the page.
      case layout
      /// The text in the order in which it is drawn.
      case flow
      /// The strings of the content streams, unplaced.
      case strings
    }
  }

  package struct Word: Sendable, Hashable {
    package var trackedChanges = TrackedChanges.accept
    /// Whether comments become elements.
    package var comments = false
    /// Whether hidden text becomes elements.
    package var hidden = false

    package enum TrackedChanges: String, Sendable, CaseIterable, Hashable {
      /// As if all were accepted.
      case accept
      /// As if all were rejected.
      case reject
      /// Both, with deleted text in elements of its own.
      case keep
    }
  }

  package struct HTML: Sendable, Hashable {
    package var boilerplate = Boilerplate.last

    /// What becomes of navigation and the like around the main content of a page.
    package enum Boilerplate: String, Sendable, CaseIterable, Hashable {
      /// It comes behind the main content, where that is clear.
      case last
      /// It stays where it stands in the file.
      case keep
      /// It is left out.
      case drop
    }
  }
}
