/// The check that bytes look like text at all.
enum BinaryCheck {
  private static let fewest = 2

  /// Refuses content whose beginning has more control characters than any text.
  static func check(_ bytes: [UInt8]) throws(ExtractionError) {
    let head = bytes.prefix(1 << 16)
    var zeros = 0
    var controls = 0
    for byte in head {
      if byte == 0 { zeros += 1 }
      if isControl(byte) { controls += 1 }
    }
    guard controls * 20 > head.count else { return }
    // In a short text one slip of a program is a large share.
    if controls <= fewest, controls * 4 <= head.count { return }
    let evidence =
      zeros * 20 > head.count
      ? "\(zeros) bytes are zero" : "\(controls) bytes are control characters"
    throw .binary(evidence: "\(evidence) among the first \(head.count)")
  }

  /// Tells control characters that text has no use for; escape begins those of ISO 2022.
  private static func isControl(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x08...0x0D, 0x1A, 0x1B: false
    case 0x00...0x1F, 0x7F: true
    default: false
    }
  }
}
