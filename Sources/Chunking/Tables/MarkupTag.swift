/// An element of HTML that tables and the reader of tables know.
enum MarkupTag: String, CaseIterable {
  case td, tr, th, br, table, thead, tbody, tfoot, caption, colgroup, p, li, ul, ol, div
  case area, base, col, embed, hr, img, input, link, meta, source, wbr

  /// Whether it never has content.
  var isEmpty: Bool {
    switch self {
    case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .source, .wbr: true
    default: false
    }
  }

  /// What the beginning of an element ends, as a row ends the row before it.
  func ends(_ open: MarkupTag) -> Bool {
    switch (self, open) {
    case (.td, .td), (.td, .th), (.th, .td), (.th, .th): true
    case (.tr, .td), (.tr, .th), (.tr, .tr), (.tr, .caption), (.tr, .colgroup): true
    case (.thead, _), (.tbody, _), (.tfoot, _):
      switch open {
      case .td, .th, .tr, .thead, .tbody, .tfoot, .caption, .colgroup: true
      default: false
      }
    case (.li, .li): true
    case (.p, .p), (.div, .p), (.ul, .p), (.ol, .p), (.table, .p): true
    default: false
    }
  }

  /// Whether its beginning ends anything.
  var endsOthers: Bool {
    switch self {
    case .td, .th, .tr, .thead, .tbody, .tfoot, .li, .p, .div, .ul, .ol, .table: true
    default: false
    }
  }

  /// The element of a name in small letters; nil where it is another.
  init?(_ name: Span<UInt8>) {
    guard name.count <= 8, let place = Self.keys.firstIndex(of: Self.key(name)) else { return nil }
    self = Self.all[place]
  }

  private static let all = allCases
  /// The names as numbers, which are quick to compare; those that tables are made of come first.
  private static let keys = all.map { key($0.rawValue.utf8Span.span) }

  private static func key(_ name: Span<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for index in name.indices { key = key << 8 | UInt64(name[index]) }
    return key
  }
}
