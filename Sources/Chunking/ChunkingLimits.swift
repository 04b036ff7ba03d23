/// The options with every default filled in and every value brought into its range.
///
/// Bad options are refused long before this, by `problems(in:)`; bringing them into range here
/// keeps chunking from running for ever whatever it is given.
struct ChunkingLimits {
  let hardMaximum: Int
  let softMaximum: Int
  let combineUnder: Int
  let overlap: Int
  let overlapBetweenChunks: Int
  let breaksAtTitles: Bool
  let breaksAtPages: Bool

  init(_ options: ChunkingOptions, byTitle: Bool) {
    hardMaximum = max(1, options.maxCharacters)
    softMaximum = min(hardMaximum, max(0, options.newAfterCharacters ?? hardMaximum))
    combineUnder =
      byTitle ? min(hardMaximum, max(0, options.combineTextUnderCharacters ?? hardMaximum)) : 0
    overlap = min(hardMaximum - 1, max(0, options.overlap))
    overlapBetweenChunks = options.overlapAll ? overlap : 0
    breaksAtTitles = byTitle
    breaksAtPages = byTitle && !options.multipageSections
  }
}
