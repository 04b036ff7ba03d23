/// How a line end inside a paragraph reads.
package enum SoftBreak {
  /// Tells whether a space belongs between two scalars that a line end parts.
  ///
  /// Chinese and Japanese are written without spaces and wrapped anywhere, so nothing belongs there.
  package static func isSpace(between before: Unicode.Scalar, and after: Unicode.Scalar) -> Bool {
    !(isUnspaced(before) && isUnspaced(after))
  }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x30FF, 0x3100...0x312F, 0x3190...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF01...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
