/// What numbers from 128 to 159 mean in character references.
///
/// Unicode has control characters there, and pages mean the characters of windows-1252.
enum WindowsCharacter {
  static func utf8(of number: UInt8) -> [UInt8] {
    guard number >= 0x80, number < 0xA0 else { return [] }
    let scalar = scalars[Int(number) - 0x80]
    return Array(String(scalar == "\u{0}" ? Unicode.Scalar(number) : scalar).utf8)
  }

  private static let scalars: [Unicode.Scalar] = [
    "€", "\u{0}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{0}", "Ž", "\u{0}",
    "\u{0}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{0}", "ž", "Ÿ",
  ]
}
