/// What is written along an edge: its name above the line and its count below it.
struct EdgeLabel {
  static let font = FontMetrics(size: 11)
  private static let widest = 132

  let name: String
  let count: String
  let width: Int
  /// How far the text reaches above and below the line.
  let above: Int
  let below: Int
  /// The whole name, if it had to be shortened.
  let tooltip: String?

  /// The label of an edge, or nil if nothing is to be said of it.
  init?(_ edge: DiagramGraph.Edge) {
    guard !edge.label.isEmpty || edge.count != nil else { return nil }
    let whole = PrintableText.singleLine(edge.label)
    name = Self.font.elided(whole, toFit: Self.widest)
    count = edge.count.map(Readable.count) ?? ""
    width = max(Self.font.width(of: name), Self.font.width(of: count)) + 4
    above = name.isEmpty ? 4 : 17
    below = count.isEmpty ? 4 : 15
    tooltip = name == whole ? nil : whole
  }
}
