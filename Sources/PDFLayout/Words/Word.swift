import Documents

/// Letters that stand together, at their place in the frame of their reading direction.
struct Word {
  var box: Box
  var baseline: Float
  var size: Float
  var style: Int32
  /// The marked content that it belongs to, or -1.
  var mark: Int32
  /// Its text in reading order, in the page's store of texts.
  var text: Range<Int32>
  /// Its scalars other than white space.
  var characters: Int32
  var traits: Traits

  struct Traits: OptionSet {
    var rawValue: UInt16
    /// Holds a letter of a script that reads from right to left.
    static let rightToLeft = Traits(rawValue: 1)
    /// Holds a letter of a script that reads from left to right.
    static let leftToRight = Traits(rawValue: 2)
    /// The page draws a space after it.
    static let spaceAfter = Traits(rawValue: 4)
    static let invisible = Traits(rawValue: 8)
    static let artifact = Traits(rawValue: 16)
    static let pagination = Traits(rawValue: 32)
    /// Ends in a letter that is written without spaces, such as Han.
    static let unspacedEnd = Traits(rawValue: 64)
    static let unspacedStart = Traits(rawValue: 128)
    static let hangul = Traits(rawValue: 256)
    static let clipped = Traits(rawValue: 512)
    /// The page draws a space at its beginning, as writers do that draw from the left what reads from
    /// the right.
    static let spaceBefore = Traits(rawValue: 1024)
  }
}
