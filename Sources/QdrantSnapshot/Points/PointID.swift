/// By what a point is known: a number or a UUID.
package enum PointID: Hashable, Sendable, Comparable, CustomStringConvertible {
  case number(UInt64)
  case uuid(high: UInt64, low: UInt64)

  /// Reads a number, or a UUID with or without its hyphens; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    if !bytes.isEmpty, bytes.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text) {
      self = .number(number)
      return
    }
    let digits: [UInt8]
    if bytes.count == 36 {
      let hyphens = [8, 13, 18, 23]
      guard hyphens.allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else { return nil }
      digits = bytes.indices.filter { !hyphens.contains($0) }.map { bytes[$0] }
    } else if bytes.count == 32 {
      digits = bytes
    } else {
      return nil
    }
    var words: [UInt64] = [0, 0]
    for (index, digit) in digits.enumerated() {
      guard let value = hexadecimalValue(digit) else { return nil }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self = .uuid(high: words[0], low: words[1])
  }

  package static func < (left: PointID, right: PointID) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.number, .uuid): true
    case (.uuid, .number): false
    case (.uuid(let leftHigh, let leftLow), .uuid(let rightHigh, let rightLow)):
      (leftHigh, leftLow) < (rightHigh, rightLow)
    }
  }

  package var description: String {
    switch self {
    case .number(let number): return String(number)
    case .uuid(let high, let low):
      var text: [UInt8] = []
      for index in 0..<32 {
        if index == 8 || index == 12 || index == 16 || index == 20 {
          text.append(UInt8(ascii: "-"))
        }
        let word = index < 16 ? high : low
        let digit = UInt8(word >> UInt64(60 - 4 * (index % 16)) & 15)
        text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}

private func hexadecimalValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}
