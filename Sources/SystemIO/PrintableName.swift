/// A name that is not valid UTF-8, made printable without losing a byte.
///
/// Each byte that is part of no valid sequence becomes `\xE9`; a backslash becomes two, so that
/// different names never read the same.
package func printableName(_ bytes: some Sequence<UInt8>) -> String {
  let bytes = Array(bytes)
  var result = ""
  var position = 0
  while position < bytes.count {
    let length = sequenceLength(bytes[position])
    let end = min(position + length, bytes.count)
    if let text = String(validating: bytes[position..<end], as: UTF8.self) {
      result += text == "\\" ? "\\\\" : text
      position = end
    } else {
      let digits = String(bytes[position], radix: 16, uppercase: true)
      result += digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
      position += 1
    }
  }
  return result
}

/// How many bytes a UTF-8 sequence has that starts with this one.
private func sequenceLength(_ first: UInt8) -> Int {
  switch first {
  case 0xC2...0xDF: 2
  case 0xE0...0xEF: 3
  case 0xF0...0xF4: 4
  default: 1
  }
}
