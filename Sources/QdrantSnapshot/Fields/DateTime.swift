/// Dates and times as numbers of microseconds since 1970.
package enum DateTime {
  /// Reads a time of RFC 3339, which is what is written most; nil for every other form.
  package static func microseconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
      (1...12).contains(month), day >= 1, day <= lengths(of: year)[month - 1], hour < 24,
      minute < 60,
      second < 60
    else { return nil }
    var position = 19
    var fraction = 0
    if bytes[position] == UInt8(ascii: ".") {
      let digits = bytes[(position + 1)...].prefix { (0x30...0x39).contains($0) }
      // Of more digits servers make different things.
      guard (1...6).contains(digits.count), let value = number(digits) else { return nil }
      fraction = (digits.count..<6).reduce(value) { value, _ in value * 10 }
      position += 1 + digits.count
    }
    guard let offset = offset(bytes[position...]) else { return nil }
    let days = days(to: year, month, day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
    return Int64(seconds) * 1_000_000 + Int64(fraction)
  }

  /// How many seconds the zone is before that of Greenwich.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    if zone.elementsEqual("Z".utf8) { return 0 }
    let bytes = Array(zone)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]),
      let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
    else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    switch bytes[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func lengths(of year: Int) -> [Int] {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  private static func days(to year: Int, _ month: Int, _ day: Int) -> Int {
    let leaps = { (year: Int) in year / 4 - year / 100 + year / 400 }
    let before = year > 0 ? 365 * year + leaps(year - 1) + 1 : 0
    // The days from the year 0 to 1970.
    return before + lengths(of: year).prefix(month - 1).reduce(day - 1, +) - 719_528
  }
}
