/// Text that stays on its line: what names and paths become before they are shown.
package enum PrintableText {
  /// The text with line breaks and tabs as spaces and other controls as U+FFFD.
  ///
  /// The controls include those that turn the direction of writing, since a file name that holds
  /// one could make a terminal show another name, and the escape that begins a terminal command.
  package static func singleLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(replacement(for: scalar) ?? scalar) }
    return String(result)
  }

  private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: nil
    }
  }
}
