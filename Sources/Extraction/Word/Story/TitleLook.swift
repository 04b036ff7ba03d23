import Documents

/// Titles that only their look tells, in documents without the styles of headings.
///
/// Whether a document has such styles is known at its end only. Until then the size of a text that may be a
/// title stands as a negative depth, which no element has otherwise.
enum TitleLook {
  /// Titles of all sizes below the largest ones are of the same level.
  private static let deepest = 5

  static func mark(_ size: Int) -> Int { -size }

  /// Whether a text is short enough for a title and does not end as sentences do.
  static func isShort(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count <= 120 else { return false }
    var words = 1
    for index in bytes.indices where bytes[index] <= 0x20 { words += 1 }
    guard words <= 12, !bytes.isEmpty else { return false }
    switch bytes[bytes.count - 1] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): return false
    default: break
    }
    for index in bytes.indices
    where (0x41...0x5A).contains(bytes[index] & 0xDF) || bytes[index] >= 0x80 {
      return true
    }
    return false
  }

  /// Makes titles of the texts that are marked, unless the document tells its titles itself.
  ///
  /// One that nothing else follows, and a document of nothing but such texts, has none: a title has
  /// something below it.
  static func settle(_ elements: inout [Element]) {
    var sizes: Set<Int> = []
    var hasTitles = false
    var others = 0
    for element in elements {
      guard let depth = element.categoryDepth, depth < 0 else {
        if element.kind == .title { hasTitles = true }
        if element.kind == .narrativeText || element.kind == .listItem || element.kind == .table
          || element.kind == .uncategorizedText
        {
          others += 1
        }
        continue
      }
      sizes.insert(-depth)
    }
    guard !sizes.isEmpty else { return }
    let largest = sizes.sorted(by: >).prefix(deepest)
    let marked = elements.count { ($0.categoryDepth ?? 0) < 0 }
    let areTitles = !hasTitles && others >= marked
    for index in elements.indices {
      guard let depth = elements[index].categoryDepth, depth < 0 else { continue }
      elements[index].categoryDepth = nil
      guard areTitles else { continue }
      elements[index].kind = .title
      elements[index].categoryDepth = largest.firstIndex(of: -depth) ?? deepest
    }
  }
}
