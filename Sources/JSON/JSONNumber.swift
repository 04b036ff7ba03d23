/// A number as it was written, so that no digit is lost between reading and writing.
package struct JSONNumber: Sendable {
  /// The characters of the file, valid by JSON's grammar.
  package let text: String

  init(validated text: String) { self.text = text }

  package init(_ integer: Int) { text = String(integer) }

  /// Holds a finite number; JSON knows no others, so infinities and NaN become null elsewhere.
  package init(_ double: Double) {
    if let whole = Int(exactly: double), abs(whole) < 1 << 53 {
      text = String(whole)
    } else {
      text = "\(double)"
    }
  }

  /// The number as a whole one, also when written as 1.0 or 1e3; nil where it is not whole or too large.
  package var integer: Int? {
    if let integer = Int(text) { return integer }
    guard let double = Double(text), double.magnitude < 0x1p53 else { return nil }
    return Int(exactly: double)
  }

  package var double: Double { Double(text) ?? .nan }

  /// One spelling for each number, the shortest that reads back as the same.
  package var canonical: String {
    if let integer { return String(integer) }
    return "\(double)"
  }
}
