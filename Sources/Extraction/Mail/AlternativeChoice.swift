import Documents

/// The choice among the forms that a mail gives its body in.
enum AlternativeChoice {
  /// A plain text that has no more than this beyond a page with structure may be a mere notice.
  private static let longestNotice = 300

  /// The form that loses least; nil where there is none.
  ///
  /// That is HTML, which has the tables and links, unless the plain text says clearly more. "This
  /// message needs a reader of HTML" may well be longer than the small table that it stands for.
  static func best(_ forms: [(form: ParsedDocument, isHTML: Bool)]) -> Int? {
    let most = forms.map(\.form.ledger.kept).max() ?? 0
    return forms.lastIndex { $0.isHTML && isEnough($0.form, beside: most) }
      ?? forms.firstIndex { $0.form.ledger.kept == most }
  }

  private static func isEnough(_ page: ParsedDocument, beside most: Int) -> Bool {
    let kept = page.ledger.kept
    if kept * 10 >= most * 7 { return true }
    guard kept > 0, page.elements.contains(where: { $0.kind == .table || !$0.links.isEmpty }) else {
      return false
    }
    return most - kept <= longestNotice
  }
}
