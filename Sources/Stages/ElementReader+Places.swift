import Documents
import JSON

extension ElementReader {
  /// Where an element stands: by our own spans, or by Unstructured's coordinates.
  static func places(_ metadata: JSON, page: Int?) -> [Place] {
    guard let coordinates = metadata["coordinates"],
      let width = number(coordinates["layout_width"]),
      let height = number(coordinates["layout_height"])
    else { return [] }
    if let spans = metadata["spans"]?.elements {
      return spans.compactMap { span in
        guard let edges = numbers(span["box"], count: 4), let page = span["page"]?.integer else {
          return nil
        }
        let layout = numbers(span["layout"], count: 2) ?? [width, height]
        return Place(
          page: page,
          box: Box(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]),
          pageWidth: layout[0],
          pageHeight: layout[1]
        )
      }
    }
    guard let points = coordinates["points"]?.elements?.compactMap({ numbers($0, count: 2) }),
      let box = box(around: points, in: coordinates["system"]?.string, height: height)
    else { return [] }
    return [Place(page: page ?? 1, box: box, pageWidth: width, pageHeight: height)]
  }

  /// The smallest rectangle around points, counted from the top of the page; nil in a system that is not
  /// known.
  private static func box(around points: [[Float]], in system: String?, height: Float) -> Box? {
    guard let left = points.map({ $0[0] }).min(), let right = points.map({ $0[0] }).max(),
      let low = points.map({ $0[1] }).min(), let high = points.map({ $0[1] }).max()
    else { return nil }
    switch system {
    case "PixelSpace": return Box(left: left, top: low, right: right, bottom: high)
    // From the bottom of the page.
    case "PointSpace":
      return Box(left: left, top: height - high, right: right, bottom: height - low)
    default: return nil
    }
  }

  private static func number(_ json: JSON?) -> Float? {
    guard case .number(let number)? = json?.value else { return nil }
    return Float(number.double)
  }

  private static func numbers(_ json: JSON?, count: Int) -> [Float]? {
    let numbers = (json?.elements ?? []).compactMap(number)
    return numbers.count == count ? numbers : nil
  }
}
