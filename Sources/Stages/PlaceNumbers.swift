import Documents
import JSON

/// Writes where an element stands: its first place as a polygon, and all of them as boxes.
struct PlaceNumbers {
  /// The pages of a document are mostly of one size.
  private var size: (width: Float, height: Float) = (.nan, .nan)
  private var sizeTexts = (width: "", height: "")

  mutating func write(_ places: [Place], to line: inout JSONText) {
    guard let first = places.first else { return }
    note(first)
    let edges = Edges(first.box)
    line.name("coordinates")
    line.object { line in
      line.name("points")
      line.array { points in
        point(edges.left, edges.top, to: &points)
        point(edges.left, edges.bottom, to: &points)
        point(edges.right, edges.bottom, to: &points)
        point(edges.right, edges.top, to: &points)
      }
      line.member("system", "PixelSpace")
      line.name("layout_width")
      line.value(verbatim: sizeTexts.width)
      line.name("layout_height")
      line.value(verbatim: sizeTexts.height)
    }
    line.name("spans")
    line.array { line in
      for index in places.indices {
        let place = places[index]
        span(place, index == 0 ? edges : Edges(place.box), after: first, to: &line)
      }
    }
  }

  /// Makes the texts of a page's size, where it is another than before.
  private mutating func note(_ place: Place) {
    guard place.pageWidth != size.width || place.pageHeight != size.height else { return }
    size = (place.pageWidth, place.pageHeight)
    sizeTexts = (JSONText.text(of: place.pageWidth), JSONText.text(of: place.pageHeight))
  }

  private func point(_ x: String, _ y: String, to points: inout JSONText) {
    points.array {
      $0.value(verbatim: x)
      $0.value(verbatim: y)
    }
  }

  private func span(
    _ place: Place,
    _ edges: Edges,
    after first: Place,
    to line: inout JSONText
  ) {
    line.object { line in
      line.member("page", place.page)
      line.name("box")
      line.array { box in
        box.value(verbatim: edges.left)
        box.value(verbatim: edges.top)
        box.value(verbatim: edges.right)
        box.value(verbatim: edges.bottom)
      }
      guard place.pageWidth != first.pageWidth || place.pageHeight != first.pageHeight else {
        return
      }
      line.name("layout")
      line.array {
        $0.value(place.pageWidth)
        $0.value(place.pageHeight)
      }
    }
  }

  /// The edges of a box as they are written.
  private struct Edges {
    let left: String, top: String, right: String, bottom: String

    init(_ box: Box) {
      left = JSONText.text(of: box.left)
      top = JSONText.text(of: box.top)
      right = JSONText.text(of: box.right)
      bottom = JSONText.text(of: box.bottom)
    }
  }
}
