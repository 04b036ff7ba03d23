/// How large chunks may be and where they may break; sizes are counts of Unicode scalars.
package struct ChunkingOptions: Sendable, Hashable {
  /// The hard maximum of a chunk's text.
  package var maxCharacters = 500
  /// The soft maximum: a chunk longer than this takes nothing more; nil is the hard maximum.
  package var newAfterCharacters: Int?
  /// By title only: shorter sections are joined to the next; nil is the hard maximum, 0 joins none.
  package var combineTextUnderCharacters: Int?
  /// How much of a piece is repeated in the next where one long element is cut.
  package var overlap = 0
  /// Whether the overlap is also repeated between ordinary chunks.
  package var overlapAll = false
  /// By title only: whether a section may go on over a change of page.
  package var multipageSections = true

  package init(
    maxCharacters: Int = 500,
    newAfterCharacters: Int? = nil,
    combineTextUnderCharacters: Int? = nil,
    overlap: Int = 0,
    overlapAll: Bool = false,
    multipageSections: Bool = true
  ) {
    self.maxCharacters = maxCharacters
    self.newAfterCharacters = newAfterCharacters
    self.combineTextUnderCharacters = combineTextUnderCharacters
    self.overlap = overlap
    self.overlapAll = overlapAll
    self.multipageSections = multipageSections
  }
}
