/// How far a run has come, as one line of a terminal.
package struct ProgressLine: Sendable, Hashable {
  /// What is being done, such as the stage at work.
  package var activity: String
  package var done: Int
  /// How many there will be, if that is known.
  package var total: Int?
  package var failed = 0
  package var bytesPerSecond: Double?
  package var elapsed: Duration
  /// How long it will still take, if that can be told.
  package var remaining: Duration?
  /// What is counted, in the plural.
  package var unit = "docs"

  package init(activity: String, done: Int, total: Int?, elapsed: Duration) {
    self.activity = activity
    self.done = done
    self.total = total
    self.elapsed = elapsed
  }

  /// A part of the line that narrow terminals do without.
  private enum Part: CaseIterable {
    case activity, count, bar, percent, rate, byteRate, time, failed
  }

  /// The order in which parts give way; what failed stays longest.
  private static let yielding: [Part] = [
    .byteRate, .rate, .bar, .time, .activity, .count, .percent,
  ]
  private static let barWidths = 8...24

  /// The line, never wider than the width given; colours are terminal commands beyond it.
  package func text(width: Int, isColored: Bool = false) -> String {
    let texts = plainTexts
    var parts = Part.allCases.filter { texts[$0] != nil }
    for part in Self.yielding {
      if Self.width(of: parts, texts) <= width { break }
      parts.removeAll { $0 == part }
    }
    let room = width - Self.width(of: parts, texts)
    guard room >= 0 else {
      // Not even the count of failures has room, but a bare number may.
      let percent = texts[.percent] ?? ""
      return DisplayWidth.columns(of: percent) <= width ? percent : ""
    }
    let barWidth = min(Self.barWidths.upperBound, Self.barWidths.lowerBound + room)
    var line = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { line += Self.separator(parts[index - 1], part) }
      let text = part == .bar ? "" : texts[part] ?? ""
      switch part {
      case .bar: line += bar(width: barWidth, isColored: isColored)
      case .activity: line += Self.painted(text, "1", isColored)
      case .failed: line += Self.painted(text, "31", isColored)
      case .rate, .byteRate, .time: line += Self.painted(text, "2", isColored)
      case .count, .percent: line += text
      }
    }
    return line
  }

  /// The texts of the parts that there are; the bar's is as long as the shortest bar.
  private var plainTexts: [Part: String] {
    var texts: [Part: String] = [:]
    if !activity.isEmpty { texts[.activity] = PrintableText.singleLine(activity) }
    let done = Readable.count(max(0, done))
    if let total {
      texts[.count] = "\(done)/\(Readable.count(total))"
      texts[.bar] = String(repeating: "━", count: Self.barWidths.lowerBound)
      let percent = Readable.percent(self.done, of: total)
      texts[.percent] = String(repeating: " ", count: max(0, 3 - percent.count)) + percent
    } else {
      texts[.count] = "\(done) \(unit)"
    }
    let seconds = elapsed / .seconds(1)
    if self.done > 0, seconds > 0 {
      texts[.rate] = "\(Readable.perSecond(Double(self.done) / seconds)) \(unit)/s"
    }
    if let bytesPerSecond, bytesPerSecond.isFinite {
      texts[.byteRate] = Readable.bytes(Int(min(max(0, bytesPerSecond), 1e18))) + "/s"
    }
    texts[.time] = remaining.map { "ETA \(Readable.clock($0))" } ?? Readable.clock(elapsed)
    if failed > 0 { texts[.failed] = "\(Readable.count(failed)) failed" }
    return texts
  }

  private static func width(of parts: [Part], _ texts: [Part: String]) -> Int {
    var width = 0
    for (index, part) in parts.enumerated() {
      if index > 0 { width += separator(parts[index - 1], part).count }
      width += DisplayWidth.columns(of: texts[part] ?? "")
    }
    return width
  }

  /// What belongs together stands close together.
  private static func separator(_ before: Part, _ after: Part) -> String {
    switch (before, after) {
    case (.activity, _), (.count, .bar), (.bar, .percent): " "
    default: "  "
    }
  }

  /// A bar in half steps; only a finished one is full.
  private func bar(width: Int, isColored: Bool) -> String {
    let total = max(total ?? 0, 0)
    let share = total == 0 ? 1 : min(1, Double(max(0, done)) / Double(total))
    let halves = Int(share * Double(2 * width))
    let filled = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    let rest = width - (halves + 1) / 2
    return isColored
      ? Self.painted(filled, "36", true)
        + Self.painted(String(repeating: "━", count: rest), "2", true)
      : filled + String(repeating: " ", count: rest)
  }

  private static func painted(_ text: String, _ style: String, _ isColored: Bool) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
