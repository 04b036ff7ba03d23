/// The rows of a table that somebody wrote as HTML, and nothing else of it.
///
/// What comes from documents and from other parsers is not trusted: tags that are no part of a table are
/// left out, their text stays.
package struct TableMarkup: Sendable, Hashable {
  package struct Cell: Sendable, Hashable {
    package var text = ""
    package var isHeader = false
    package var columns = 1
    package var rows = 1
  }

  package private(set) var rows: [[Cell]] = []
  private var depth = 0
  private var isInCell = false

  package init(_ html: String) {
    let bytes = Array(html.utf8)
    var index = 0
    while index < bytes.count {
      let isTag = bytes[index] == UInt8(ascii: "<")
      let end =
        isTag
        ? bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        : bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      if isTag {
        take(tag: String(decoding: bytes[(index + 1)..<max(index + 1, end)], as: UTF8.self))
        index = end + 1
      } else {
        add(Self.decoded(String(decoding: bytes[index..<end], as: UTF8.self)))
        index = end
      }
    }
    rows.removeAll { $0.isEmpty }
    for row in rows.indices {
      for cell in rows[row].indices {
        rows[row][cell].text = Self.trimmed(rows[row][cell].text)
      }
    }
  }

  private mutating func add(_ text: String) {
    guard isInCell, let row = rows.indices.last, let cell = rows[row].indices.last else { return }
    rows[row][cell].text += text
  }

  private mutating func take(tag: String) {
    let isEnd = tag.first == "/"
    let words = tag.drop { $0 == "/" }
    let name = words.prefix { $0.isLetter || $0.isNumber }.lowercased()
    switch name {
    case "table": depth += isEnd ? -1 : 1
    case "br", "p", "li", "div": add("\n")
    // A table inside of a cell is read as lines of the cell.
    case "tr" where depth > 1: add("\n")
    case "td" where depth > 1, "th" where depth > 1: add(" ")
    case "tr":
      isInCell = false
      if !isEnd { rows.append([]) }
    case "td", "th":
      isInCell = !isEnd
      guard !isEnd else { return }
      if rows.isEmpty { rows.append([]) }
      var cell = Cell()
      cell.isHeader = name == "th"
      cell.columns = Self.span("colspan", in: words)
      cell.rows = Self.span("rowspan", in: words)
      rows[rows.count - 1].append(cell)
    default: return
    }
  }

  private static func span(_ name: String, in tag: Substring) -> Int {
    guard let found = tag.firstRange(of: name) else { return 1 }
    let digits = tag[found.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber }
    return min(1000, max(1, Int(digits) ?? 1))
  }

  private static func trimmed(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]

  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let sign = rest.firstIndex(of: "&") {
      result += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      guard let end = rest.prefix(12).firstIndex(of: ";"), let scalar = scalar(rest[..<end]) else {
        result += "&"
        continue
      }
      result.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func scalar(_ name: Substring) -> Unicode.Scalar? {
    guard name.first == "#" else { return entities[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return value.flatMap(Unicode.Scalar.init)
  }

  /// The table again, made of nothing but its rows.
  var html: String {
    var html = "<table dir=\"auto\">\n"
    for row in rows {
      html += "<tr>"
      for cell in row {
        let tag = cell.isHeader ? "th" : "td"
        html += "<\(tag)"
        if cell.columns > 1 { html += " colspan=\"\(cell.columns)\"" }
        if cell.rows > 1 { html += " rowspan=\"\(cell.rows)\"" }
        html += " dir=\"auto\">"
        html += Markup.escaped(cell.text).replacing("\n", with: "<br/>")
        html += "</\(tag)>"
      }
      html += "</tr>\n"
    }
    return html + "</table>\n"
  }
}
