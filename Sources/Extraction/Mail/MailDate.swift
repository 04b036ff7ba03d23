/// The dates of mail (RFC 5322).
enum MailDate {
  /// A date as ISO 8601 with its own zone; nil for what is no date.
  static func iso8601(_ text: String) -> String? {
    var words = text.split(whereSeparator: { $0 == " " || $0 == "," })
      .map(String.init)
    // The day of the week says nothing new.
    if let first = words.first, Int(first) == nil { words.removeFirst() }
    guard words.count >= 3, let day = Int(words[0]), (1...31).contains(day),
      let month = months.firstIndex(of: String(words[1].lowercased().prefix(3))),
      var year = Int(words[2])
    else { return nil }
    if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
    let date = "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2))"
    guard words.count >= 4 else { return date }
    let time = words[3].split(separator: ":").map { Int($0) ?? -1 }
    guard time.count >= 2, (0..<24).contains(time[0]), (0..<60).contains(time[1]) else {
      return date
    }
    let second = time.count > 2 ? time[2] : 0
    guard (0...60).contains(second) else { return date }
    let clock = "\(padded(time[0], 2)):\(padded(time[1], 2)):\(padded(second, 2))"
    return date + "T" + clock + (words.count > 4 ? zone(words[4]) : "")
  }

  private static func zone(_ word: String) -> String {
    let digits = Array(word.utf8.dropFirst())
    if word.hasPrefix("+") || word.hasPrefix("-"), digits.count == 4,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    {
      let text = String(decoding: digits, as: UTF8.self)
      return word.prefix(1) + text.prefix(2) + ":" + text.suffix(2)
    }
    return switch word.uppercased() {
    case "GMT", "UT", "UTC", "Z": "Z"
    case "EST": "-05:00"
    case "EDT": "-04:00"
    case "CST": "-06:00"
    case "CDT": "-05:00"
    case "MST": "-07:00"
    case "MDT": "-06:00"
    case "PST": "-08:00"
    case "PDT": "-07:00"
    default: ""
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
