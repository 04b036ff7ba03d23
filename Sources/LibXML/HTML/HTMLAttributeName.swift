/// The attributes that a reader looks at; all others are left out of the tree.
package enum HTMLAttributeName: UInt8, Sendable, CaseIterable {
  case `class`, id, role, href, src, alt, title, lang, colspan, rowspan, start, value, type, hidden
  case style, name, property, content, charset, datetime, checked, selected, itemprop, display
  case alttext, encoding, border, summary, reversed, srcdoc, shadowrootmode
  case ariaHidden, ariaLevel, ariaLabel, httpEquiv, dataLanguage

  static let names: [String: HTMLAttributeName] = {
    var names: [String: HTMLAttributeName] = [:]
    for name in allCases { names["\(name)"] = name }
    names["aria-hidden"] = .ariaHidden
    names["aria-level"] = .ariaLevel
    names["aria-label"] = .ariaLabel
    names["http-equiv"] = .httpEquiv
    names["data-language"] = .dataLanguage
    names["data-lang"] = .dataLanguage
    names["xml:lang"] = .lang
    return names
  }()
}
