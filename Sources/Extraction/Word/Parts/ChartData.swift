import Documents
import LibXML

/// The names and values that a chart was drawn from, as the document keeps a copy of them.
struct ChartData {
  private struct Series {
    var name = ""
    var categories: [Int: String] = [:]
    var values: [Int: String] = [:]
  }

  private enum Place {
    case none, name, categories, values
  }

  /// More points than these are data to draw and not to read.
  private static let mostPoints = 400

  private(set) var isInValue = false
  /// The characters of all values, for a chart that is too large for a table.
  private(set) var ink = 0
  private var series: [Series] = []
  private var isInSeries = false
  private var place = Place.none
  private var point = 0
  private var points = 0
  private var value: [UInt8] = []

  mutating func open(_ name: OfficeName, _ index: Int?) {
    switch name {
    case .chartSeries:
      series.append(Series())
      isInSeries = true
    case .chartName where isInSeries: place = .name
    case .chartCategories where isInSeries, .chartAcross where isInSeries: place = .categories
    case .chartValues where isInSeries, .chartUp where isInSeries: place = .values
    case .chartText: point = index ?? 0
    case .chartValue:
      isInValue = place != .none
      value = []
    default: break
    }
  }

  mutating func add(_ text: borrowing Span<UInt8>) { value.append(copying: text) }

  mutating func close(_ name: OfficeName) {
    switch name {
    case .chartSeries: isInSeries = false
    case .chartName, .chartCategories, .chartValues, .chartAcross, .chartUp: place = .none
    case .chartValue where isInValue:
      isInValue = false
      take()
    default: break
    }
  }

  private mutating func take() {
    let text = MarkedText(bytes: value).trimmed()
    ink += InkCount.count(text.bytes)
    guard let last = series.indices.last, points <= Self.mostPoints else { return }
    let string = String(decoding: text.bytes, as: UTF8.self)
    switch place {
    case .none: return
    case .name: series[last].name = string
    case .categories: series[last].categories[point] = string
    case .values: series[last].values[point] = string
    }
    points += 1
  }

  /// A row for each category, a column for each series; nil for a chart without values, or with too many.
  var table: Element? {
    guard points > 0, points <= Self.mostPoints else { return nil }
    let places = Set(series.flatMap { Array($0.values.keys) + Array($0.categories.keys) }).sorted()
    guard !places.isEmpty else { return nil }
    var rows = [[""] + series.map(\.name)]
    for place in places {
      let category = series.lazy.compactMap { $0.categories[place] }.first ?? ""
      rows.append([category] + series.map { $0.values[place] ?? "" })
    }
    if rows[0].allSatisfy(\.isEmpty) { rows.removeFirst() }
    let hasHead = rows.count > places.count
    var html = "<table>"
    for (number, row) in rows.enumerated() {
      let tag = hasHead && number == 0 ? "th" : "td"
      if hasHead, number == 0 { html += "<thead>" }
      if number == (hasHead ? 1 : 0) { html += "<tbody>" }
      html += "<tr>"
      for cell in row { html += "<\(tag)>\(escapedForMarkup(cell))</\(tag)>" }
      html += "</tr>"
      if hasHead, number == 0 { html += "</thead>" }
    }
    let text = rows.map { row in row.filter { !$0.isEmpty }.joined(separator: " ") }
    var element = Element(.table, text.joined(separator: "\n"))
    element.textAsHTML = html + "</tbody></table>"
    element.role = "diagram"
    return element
  }
}
