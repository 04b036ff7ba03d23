/// What is written in a node's box, shortened to fit, and the size that it asks for.
struct BoxContent {
  static let titleFont = FontMetrics(size: 14, isBold: true)
  static let smallFont = FontMetrics(size: 12)
  static let badgeFont = FontMetrics(size: 11, isBold: true)
  static let padding = 16
  static let badgeHeight = 18
  private static let widestText = 216
  private static let narrowestBox = 112

  let title: String
  let subtitle: String
  let lines: [String]
  let badge: String?
  let badgeWidth: Int
  let width: Int
  let height: Int
  /// The distances from the top of the box to its rule and to the lines on which text stands.
  let titleBaseline: Int
  let subtitleBaseline: Int
  let rule: Int?
  let lineBaselines: [Int]
  /// The whole text, if any of it had to be shortened.
  let tooltip: String?

  /// Lays out a node whose busier side has so many edges.
  init(_ node: DiagramGraph.Node, ports: Int) {
    func fit(_ text: String, _ font: FontMetrics) -> String {
      font.elided(PrintableText.singleLine(text), toFit: Self.widestText)
    }
    title = fit(node.title, Self.titleFont)
    subtitle = fit(node.subtitle, Self.smallFont)
    lines = node.lines.map { fit($0, Self.smallFont) }
    let badge = node.badge.map {
      Self.badgeFont.elided(PrintableText.singleLine($0), toFit: Self.widestText - 48)
    }
    self.badge = badge
    badgeWidth = badge.map { Self.badgeFont.width(of: $0) + 16 } ?? 0

    let textWidths =
      [Self.titleFont.width(of: title), Self.smallFont.width(of: subtitle)]
      + lines.map { Self.smallFont.width(of: $0) }
    let widest = max(textWidths.max() ?? 0, badgeWidth)
    width = max(Self.narrowestBox, widest + 2 * Self.padding)

    var baseline = 27
    var heights: [Int] = []
    var needed = baseline + (subtitle.isEmpty ? 17 : 34)
    if !lines.isEmpty {
      baseline = needed + 20
      for index in lines.indices { heights.append(baseline + 17 * index) }
      needed = baseline + 17 * (lines.count - 1) + 14
    }
    // Many edges at one side need a tall box, where the text is centred.
    height = max(needed, DiagramPort.height(for: ports))
    let shift = (height - needed) / 2
    titleBaseline = 27 + shift
    subtitleBaseline = 45 + shift
    rule = lines.isEmpty ? nil : (subtitle.isEmpty ? 44 : 61) + shift
    lineBaselines = heights.map { $0 + shift }

    let whole = [node.title, node.subtitle] + node.lines + [node.badge ?? ""]
    let shown = [title, subtitle] + lines + [self.badge ?? ""]
    tooltip =
      whole.map(PrintableText.singleLine) == shown
      ? nil : whole.filter { !$0.isEmpty }.map(PrintableText.singleLine).joined(separator: "\n")
  }
}

/// Where edges meet the side of a box: spread evenly about its middle.
enum DiagramPort {
  private static let nearest = 14
  private static let farthest = 20
  private static let corner = 14

  /// The least height of a box with so many edges at a side.
  static func height(for ports: Int) -> Int { max(0, ports - 1) * nearest + 2 * corner }

  /// The distance of a port from the middle of a box's side.
  static func offset(_ index: Int, of count: Int, height: Int) -> Int {
    guard count > 1 else { return 0 }
    let spacing = min(farthest, (height - 2 * corner) / (count - 1))
    return (2 * index - (count - 1)) * spacing / 2
  }
}
