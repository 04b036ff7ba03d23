/// Numbers as people read them, the same under every locale.
package enum Readable {
  /// A whole number with its thousands apart: 12,345.
  package static func count(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var end = digits.count - 3
    while end > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
      end -= 3
    }
    return (value < 0 ? "-" : "") + digits
  }

  /// A size in decimal units: 999 B, 1.2 kB, 45.3 MB, 812 GB.
  package static func bytes(_ value: Int) -> String {
    let size = value.magnitude
    let sign = value < 0 ? "-" : ""
    guard size >= 1000 else { return "\(sign)\(size) B" }
    var unit: UInt = 1000
    for name in ["kB", "MB", "GB", "TB", "PB", "EB"] {
      let tenths = (size / (unit / 10) + (size % (unit / 10) * 2 >= unit / 10 ? 1 : 0))
      if tenths < 1000 { return "\(sign)\(tenths / 10).\(tenths % 10) \(name)" }
      // From 100 on the tenths say nothing; from 999.5 on the next unit is due.
      let whole = size / unit + (size % unit * 2 >= unit ? 1 : 0)
      if whole < 1000 || name == "EB" { return "\(sign)\(whole) \(name)" }
      unit *= 1000
    }
    return "\(sign)\(size) B"
  }

  /// How long something took: 350 ms, 0:07, 1:02:03.
  package static func duration(_ value: Duration) -> String {
    let (seconds, attoseconds) = value.components
    guard seconds == 0 else { return clock(value) }
    let milliseconds = max(0, attoseconds) / 1_000_000_000_000_000
    return milliseconds == 0 && attoseconds > 0 ? "<1 ms" : "\(milliseconds) ms"
  }

  /// A time as a clock shows it, in whole seconds: 0:07, 12:34, 1:02:03.
  package static func clock(_ value: Duration) -> String {
    let seconds = max(0, value.components.seconds)
    let minutes = seconds / 60 % 60
    let tail = "\(twoDigits(seconds % 60))"
    return seconds < 3600
      ? "\(minutes):\(tail)" : "\(seconds / 3600):\(twoDigits(minutes)):\(tail)"
  }

  /// Seconds with as many decimals as they deserve: 0.042, 3.18, 41.3, 1,204.
  package static func seconds(_ value: Duration) -> String {
    let (seconds, attoseconds) = value.components
    guard seconds >= 0, attoseconds >= 0 else { return "0" }
    guard seconds < 1000 else { return count(Int(seconds)) }
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    return decimal(thousandths: milliseconds, places: seconds < 1 ? 3 : seconds < 10 ? 2 : 1)
  }

  /// So many things a second: 8,320 or, where there are few, 0.4.
  package static func perSecond(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    guard value < 9.95 else { return count(Int(min(value, 1e15).rounded())) }
    return decimal(thousandths: Int((value * 1000).rounded()), places: value < 0.1 ? 3 : 1)
  }

  /// A part of a whole in hundredths; only all of it is 100%, only none of it 0%.
  package static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part < whole else { return "100%" }
    guard part > 0 else { return "0%" }
    let share = Int(Double(part) / Double(whole) * 100)
    return share == 0 ? "<1%" : "\(min(99, share))%"
  }

  private static func decimal(thousandths: Int, places: Int) -> String {
    let step = places == 1 ? 100 : places == 2 ? 10 : 1
    let rounded = (thousandths + step / 2) / step
    let base = 1000 / step
    let fraction = String(rounded % base)
    return count(rounded / base) + "."
      + String(repeating: "0", count: places - fraction.count) + fraction
  }

  private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
