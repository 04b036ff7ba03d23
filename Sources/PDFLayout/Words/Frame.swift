import Documents
import Glibc

/// Turns a page so that text of one reading direction runs to the right.
struct Frame {
  /// How often the page is turned against the clock by a quarter.
  var quadrant: UInt8
  /// The size of the page as it is shown.
  var pageWidth: Float
  var pageHeight: Float
  /// The angle, in radians, that lines fall from the horizontal once the page is turned.
  var slant: Float = 0
  /// Whether boxes are mirrored, so that lines from right to left run to the right.
  var isMirrored = false

  var width: Float { quadrant % 2 == 0 ? pageWidth : pageHeight }
  var height: Float { quadrant % 2 == 0 ? pageHeight : pageWidth }

  func point(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let turned = upright(x, y)
    return slant == 0 ? turned : rotated(turned.x, turned.y, by: -slant)
  }

  private func rotated(_ x: Float, _ y: Float, by angle: Float) -> (x: Float, y: Float) {
    let (sine, cosine) = (sin(angle), cos(angle))
    let (dx, dy) = (x - width / 2, y - height / 2)
    return (width / 2 + dx * cosine - dy * sine, height / 2 + dx * sine + dy * cosine)
  }

  private func upright(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    switch quadrant {
    case 1: (y, pageWidth - x)
    case 2: (pageWidth - x, pageHeight - y)
    case 3: (pageHeight - y, x)
    default: (x, y)
    }
  }

  /// The advance of a glyph along the line.
  func advance(_ glyph: Glyph) -> Float {
    let along = uprightAdvance(glyph)
    return slant == 0 ? along : along / cos(slant)
  }

  /// The angle that a glyph's line falls from the horizontal, to half a degree; nil where the glyph is
  /// too narrow to tell.
  static func slant(of glyph: Glyph) -> Float? {
    let (along, across): (Float, Float) =
      switch glyph.quadrant {
      case 1: (glyph.advanceY, -glyph.advanceX)
      case 2: (-glyph.advanceX, -glyph.advanceY)
      case 3: (-glyph.advanceY, glyph.advanceX)
      default: (glyph.advanceX, glyph.advanceY)
      }
    guard abs(along) > 0.5 else { return nil }
    let angle = atan2(across, abs(along))
    guard abs(angle) > 0.012 else { return 0 }
    return (angle * 114.59156).rounded() / 114.59156
  }

  private func uprightAdvance(_ glyph: Glyph) -> Float {
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
    var box = isMirrored ? self.mirrored(mirrored) : mirrored
    if slant != 0 {
      let corners = [
        rotated(box.left, box.top, by: slant), rotated(box.right, box.top, by: slant),
        rotated(box.left, box.bottom, by: slant), rotated(box.right, box.bottom, by: slant),
      ]
      box = Box(
        left: corners.reduce(.infinity) { min($0, $1.x) },
        top: corners.reduce(.infinity) { min($0, $1.y) },
        right: corners.reduce(-.infinity) { max($0, $1.x) },
        bottom: corners.reduce(-.infinity) { max($0, $1.y) }
      )
    }
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
