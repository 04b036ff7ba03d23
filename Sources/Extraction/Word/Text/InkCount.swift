import Documents

/// The count of characters that are no white space, as ledgers have it.
enum InkCount {
  /// Counts in UTF-8 that begins and ends between characters.
  static func count(_ text: borrowing Span<UInt8>) -> Int { CharacterLedger.count(utf8: text) }
  static func count(_ bytes: [UInt8]) -> Int { count(bytes.span) }
  static func count(_ text: String) -> Int { count(text.utf8.span) }
}
