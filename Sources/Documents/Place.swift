/// A rectangle on a page.
package struct Place: Sendable, Hashable {
  /// The page, from 1.
  package var page: Int
  package var box: Box
  /// The page's own size, as it is shown.
  package var pageWidth: Float
  package var pageHeight: Float

  package init(page: Int, box: Box, pageWidth: Float, pageHeight: Float) {
    self.page = page
    self.box = box
    self.pageWidth = pageWidth
    self.pageHeight = pageHeight
  }
}

/// A rectangle in points (1/72 inch) from the top left corner of the page as it is shown.
package struct Box: Sendable, Hashable {
  package var left: Float
  package var top: Float
  package var right: Float
  package var bottom: Float

  package init(left: Float, top: Float, right: Float, bottom: Float) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  package var width: Float { right - left }
  package var height: Float { bottom - top }
  package var midX: Float { (left + right) / 2 }
  package var midY: Float { (top + bottom) / 2 }

  /// The smallest rectangle around both.
  package func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left),
      top: min(top, other.top),
      right: max(right, other.right),
      bottom: max(bottom, other.bottom)
    )
  }
}
