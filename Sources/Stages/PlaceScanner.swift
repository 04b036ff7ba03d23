import Documents
import JSON

/// Reads where an element stands on its page.
struct PlaceScanner {
  private var scanner: JSONScanner

  init(_ scanner: JSONScanner) { self.scanner = scanner }

  /// The size of a page as coordinates tell it, and a rectangle around their points.
  struct Layout {
    var width: Float
    var height: Float
    /// The edges in the order left, low, right, high; low and high by the system's own direction.
    var edges: [Float]?
    var system: String?

    /// The place counted from the top of the page; nil without points, and in a system that is not known.
    func place(onPage page: Int) -> Place? {
      guard let edges else { return nil }
      let box: Box
      switch system {
      case "PixelSpace":
        box = Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])
      // From the bottom of the page.
      case "PointSpace":
        box = Box(
          left: edges[0],
          top: height - edges[3],
          right: edges[2],
          bottom: height - edges[1]
        )
      default: return nil
      }
      return Place(page: page, box: box, pageWidth: width, pageHeight: height)
    }
  }

  /// The member `coordinates`; nil where it does not say how large the page is.
  mutating func coordinates() throws(JSONProblem) -> Layout? {
    var (width, height): (Float?, Float?)
    var points: [[Float]]?
    var system: String?
    let isObject = try scanner.forEachMember { (name, scanner) throws(JSONProblem) in
      switch name {
      case "layout_width": width = try scanner.optionalFloat()
      case "layout_height": height = try scanner.optionalFloat()
      case "system": system = try scanner.optionalText()
      case "points": points = try scanner.points()
      default: try scanner.skip()
      }
    }
    guard isObject, let width, let height else { return nil }
    var layout = Layout(width: width, height: height, system: system)
    if let points, let first = points.first {
      layout.edges = points.reduce(into: [first[0], first[1], first[0], first[1]]) { edges, point in
        edges[0] = min(edges[0], point[0])
        edges[1] = min(edges[1], point[1])
        edges[2] = max(edges[2], point[0])
        edges[3] = max(edges[3], point[1])
      }
    }
    return layout
  }

  /// Our own member `spans`; what has no page or no box is passed over.
  mutating func spans(in layout: Layout?) throws(JSONProblem) -> [Place] {
    var places: [Place] = []
    try scanner.forEach { (scanner) throws(JSONProblem) in
      var page: Int?
      var (box, size): ([Float], [Float]) = ([], [])
      _ = try scanner.forEachMember { (name, scanner) throws(JSONProblem) in
        switch name {
        case "page": page = try scanner.optionalInteger()
        case "box": box = try scanner.floats()
        case "layout": size = try scanner.floats()
        default: try scanner.skip()
        }
      }
      guard let page, Element.pages.contains(page), box.count == 4 else { return }
      let isSized = size.count == 2
      // A page is at least as large as what stands on it.
      places.append(
        Place(
          page: page,
          box: Box(left: box[0], top: box[1], right: box[2], bottom: box[3]),
          pageWidth: isSized ? size[0] : layout?.width ?? box[2],
          pageHeight: isSized ? size[1] : layout?.height ?? box[3]
        )
      )
    }
    return places
  }
}

extension JSONScanner {
  fileprivate mutating func points() throws(JSONProblem) -> [[Float]] {
    var points: [[Float]] = []
    try forEach { (scanner) throws(JSONProblem) in
      let point = try scanner.floats()
      if point.count == 2 { points.append(point) }
    }
    return points
  }
}
