/// Reads decimal numbers as the reference does, which is not always to the nearest.
///
/// It takes the digits as one whole number and multiplies or divides by a power of ten, rounding twice;
/// scores that differ in their last bit may lead to other tokens.
enum ReferenceNumber {
  private static let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }

  /// The value of a number by JSON's grammar; nil where it is none or too large.
  static func read(_ text: ArraySlice<UInt8>) -> Double? {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    var digits: UInt64 = 0
    var exponent = 0
    var count = 0
    var isFull = false
    func take(_ digit: UInt8) -> Bool {
      let (product, overflows) = digits.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(digit - 0x30))
      if overflows || carries { return false }
      digits = sum
      return true
    }
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      isFull = isFull || !take(byte)
      if isFull { exponent += 1 }
      count += 1
      rest = rest.dropFirst()
    }
    guard count > 0 else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      count = 0
      while let byte = rest.first, (0x30...0x39).contains(byte) {
        isFull = isFull || !take(byte)
        if !isFull { exponent -= 1 }
        count += 1
        rest = rest.dropFirst()
      }
      guard count > 0 else { return nil }
    }
    if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
      let written = String(decoding: rest.dropFirst(), as: UTF8.self)
      guard let value = Int(written), abs(value) < 100_000 else { return nil }
      exponent += value
      rest = []
    }
    guard rest.isEmpty else { return nil }
    var value = Double(digits)
    while exponent < -308 && value != 0 {
      value /= 1e308
      exponent += 308
    }
    if exponent >= 0 {
      guard exponent <= 308 || digits == 0 else { return nil }
      value *= powers[min(exponent, 308)]
    } else {
      value /= powers[min(-exponent, 308)]
    }
    guard value.isFinite else { return nil }
    return isNegative ? -value : value
  }
}
