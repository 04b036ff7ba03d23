/// A token that is found in the text before the model sees it.
struct AddedToken: Sendable {
  var content: [UInt8] = []
  var id: UInt32 = 0
  /// Whether it counts only where no word goes on before or behind it.
  var isSingleWord = false
  /// Whether it takes the space before, and behind it.
  var stripsLeft = false
  var stripsRight = false
  /// Whether it is looked for in the normalized text.
  var isNormalized = false
  var isSpecial = false
}
