import Documents

/// Turns a page so that text of one reading direction runs to the right.
struct Frame {
  /// How often the page is turned against the clock by a quarter.
  var quadrant: UInt8
  /// The size of the page as it is shown.
  var pageWidth: Float
  var pageHeight: Float
  /// Whether boxes are mirrored, so that lines from right to left run to the right.
  var isMirrored = false

  var width: Float { quadrant % 2 == 0 ? pageWidth : pageHeight }
  var height: Float { quadrant % 2 == 0 ? pageHeight : pageWidth }

  func point(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch quadrant {
    case 1: (y, pageWidth - x)
    case 2: (pageWidth - x, pageHeight - y)
    case 3: (pageHeight - y, x)
    default: (x, y)
    }
  }

  /// The advance of a glyph along the line.
  func advance(_ glyph: Glyph) -> Float {
    switch quadrant {
    case 1: glyph.advanceY
    case 2: -glyph.advanceX
    case 3: -glyph.advanceY
    default: glyph.advanceX
    }
  }

  func box(_ box: Box) -> Box {
    let (x0, y0) = point(box.left, box.top)
    let (x1, y1) = point(box.right, box.bottom)
    let turned = Box(
      left: min(x0, x1),
      top: min(y0, y1),
      right: max(x0, x1),
      bottom: max(y0, y1)
    )
    return isMirrored ? mirrored(turned) : turned
  }

  func mirrored(_ box: Box) -> Box {
    Box(left: width - box.right, top: box.top, right: width - box.left, bottom: box.bottom)
  }

  /// From the frame back to the page.
  func pageBox(_ mirrored: Box) -> Box {
    let box = isMirrored ? self.mirrored(mirrored) : mirrored
    return switch quadrant {
    case 1:
      Box(
        left: pageWidth - box.bottom,
        top: box.left,
        right: pageWidth - box.top,
        bottom: box.right
      )
    case 2:
      Box(
        left: pageWidth - box.right,
        top: pageHeight - box.bottom,
        right: pageWidth - box.left,
        bottom: pageHeight - box.top
      )
    case 3:
      Box(
        left: box.top,
        top: pageHeight - box.right,
        right: box.bottom,
        bottom: pageHeight - box.left
      )
    default: box
    }
  }
}
