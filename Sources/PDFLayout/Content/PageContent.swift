package import Documents

/// What a page draws, in points from the top left corner of the page as it is shown.
package struct PageContent: Sendable {
  /// From 1.
  package var number: Int
  package var width: Float
  package var height: Float
  /// In the order in which the page draws them.
  package var glyphs: [Glyph]
  /// The texts of the glyphs, as UTF-8.
  package var text: [UInt8]
  package var rules: [Rule]
  package var pictures: [Picture]
  package var links: [PageLink]
  package var notes: [PageNote] = []
  package var buttons: [PageButton] = []
  /// Glyphs that were left out because there are too many.
  package var omitted: Int
  /// Whether it draws so much that it was not read to its end.
  package var isCutShort = false

  package init(number: Int, width: Float, height: Float) {
    self.number = number
    self.width = width
    self.height = height
    glyphs = []
    text = []
    rules = []
    pictures = []
    links = []
    omitted = 0
  }
}

extension PageContent {
  /// Whether pictures cover a good part of it, as on a page that was scanned.
  var isPicture: Bool {
    pictures.contains { $0.box.width * $0.box.height > 0.15 * width * height }
  }
}

/// A letter, or several that the file draws as one, at its place on a page.
package struct Glyph: Sendable {
  /// The origin on the baseline.
  package var x: Float
  package var y: Float
  package var advanceX: Float
  package var advanceY: Float
  /// The size of its font in points.
  package var size: Float
  package var font: Int32
  /// The marked content that it belongs to, or -1.
  package var mark: Int32
  /// Where its text begins.
  package var text: UInt32
  package var textCount: UInt16
  /// The direction that it reads in: right, down, left or up.
  package var quadrant: UInt8
  package var flags: Flags
  /// 0xRRGGBB.
  package var color: UInt32

  package struct Flags: OptionSet, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Drawn without ink, as the text under a scanned page is.
    package static let invisible = Flags(rawValue: 1)
    /// Outside of what is shown.
    package static let clipped = Flags(rawValue: 2)
    /// Marked as no content.
    package static let artifact = Flags(rawValue: 4)
    /// Marked as running header, footer or page number.
    package static let pagination = Flags(rawValue: 8)
    /// Without a character of its own.
    package static let unmapped = Flags(rawValue: 16)
    /// Of a font that is written downwards.
    package static let vertical = Flags(rawValue: 32)
    package static let space = Flags(rawValue: 64)
  }

  package init(
    x: Float,
    y: Float,
    advanceX: Float,
    advanceY: Float,
    size: Float,
    font: Int32,
    mark: Int32,
    text: UInt32,
    textCount: UInt16,
    quadrant: UInt8,
    flags: Flags,
    color: UInt32
  ) {
    self.x = x
    self.y = y
    self.advanceX = advanceX
    self.advanceY = advanceY
    self.size = size
    self.font = font
    self.mark = mark
    self.text = text
    self.textCount = textCount
    self.quadrant = quadrant
    self.flags = flags
    self.color = color
  }
}

/// An upright line or rectangle that a page draws.
package struct Rule: Sendable {
  package var box: Box
  /// The width of the pen; zero where it is filled.
  package var penWidth: Float
  package var color: UInt32
  package var isFill: Bool
  /// A round or square shape no larger than a letter, such as the sign before an item of a list.
  package var isDot: Bool

  package init(
    box: Box,
    penWidth: Float,
    color: UInt32,
    isFill: Bool,
    isDot: Bool = false
  ) {
    self.box = box
    self.penWidth = penWidth
    self.color = color
    self.isFill = isFill
    self.isDot = isDot
  }
}

/// A picture that a page shows.
package struct Picture: Sendable {
  package var box: Box
  /// The number of its object in the file; 0 where it is part of the page.
  package var object: Int32
  package var width: Int32
  package var height: Int32

  package init(box: Box, object: Int32, width: Int32, height: Int32) {
    self.box = box
    self.object = object
    self.width = width
    self.height = height
  }
}

/// A place on a page that leads elsewhere.
package struct PageLink: Sendable {
  package var box: Box
  /// An address, or "#page=N" for a page of the same document.
  package var target: String

  package init(box: Box, target: String) {
    self.box = box
    self.target = target
  }
}

/// What a reader wrote on a page: a note, or a comment on what is marked.
package struct PageNote: Sendable {
  package var box: Box
  package var text: String

  package init(box: Box, text: String) {
    self.box = box
    self.text = text
  }
}

/// A check box or a radio button of a form.
package struct PageButton: Sendable {
  package var box: Box
  package var isOn: Bool

  package init(box: Box, isOn: Bool) {
    self.box = box
    self.isOn = isOn
  }
}
