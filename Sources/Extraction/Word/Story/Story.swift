import Documents

/// What came of a part, or of one of the notes in a part.
struct Story {
  var elements: [Element] = []
  var ledger = CharacterLedger()
}
