import Documents

/// The ways to read a page.
package enum PageStrategy: String, Sendable {
  case structure, layout, flow, strings

  /// Glyphs of one page beyond which geometry costs more than it gives.
  private static let layoutLimit = 600_000

  /// The first of the ways allowed that a page can be read in.
  static func choose(_ page: PageContent, among allowed: [PageStrategy]) -> PageStrategy {
    for strategy in allowed {
      switch strategy {
      case .structure, .layout:
        if isPlaced(page), page.glyphs.count <= layoutLimit { return .layout }
      case .flow:
        if isPlaced(page) { return .flow }
      case .strings: return .strings
      }
    }
    return allowed.last.map { $0 == .structure ? .layout : $0 } ?? .layout
  }

  /// Whether the page has a size, and its glyphs places.
  private static func isPlaced(_ page: PageContent) -> Bool {
    guard page.width.isFinite, page.height.isFinite, page.width > 0, page.height > 0 else {
      return false
    }
    let lost = page.glyphs.count { $0.x <= -1e6 || !$0.x.isFinite || !$0.y.isFinite }
    return lost * 2 <= page.glyphs.count
  }
}
