/// The elements of HTML that a reader treats in a way of their own.
package enum HTMLTag: UInt8, Sendable, CaseIterable {
  /// A run of text; no element.
  case text
  /// An element that stands in a line of text, or whose name is unknown.
  case inline
  /// An element that begins a line of its own, without more meaning.
  case block
  case html, head, title, meta, body
  case h1, h2, h3, h4, h5, h6, hgroup
  case p, pre, blockquote, address, hr, br, wbr
  case ul, ol, li, dl, dt, dd, menu
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup
  case figure, figcaption, img, picture, svg, math, annotation
  case a, b, i, code, samp, q, sub, sup, ruby, rt, rp, time
  case div, section, article, main, header, footer, nav, aside, search
  case details, summary, dialog
  case form, fieldset, legend, label, input, textarea, select, option, optgroup, button, datalist
  case script, style, template, noscript, iframe, object, video, audio, canvas, embed, map

  /// The tag by its name in small letters.
  static let names: [String: HTMLTag] = {
    var names: [String: HTMLTag] = [:]
    for tag in allCases.dropFirst(3) { names["\(tag)"] = tag }
    names["strong"] = .b
    names["em"] = .i
    names["kbd"] = .code
    names["tt"] = .code
    names["frameset"] = .body
    names["dir"] = .ul
    names["xmp"] = .pre
    names["listing"] = .pre
    names["plaintext"] = .pre
    names["noframes"] = .block
    names["center"] = .block
    names["body"] = .body
    return names
  }()

  /// Whether the element stands on lines of its own.
  package var isBlock: Bool {
    switch self {
    case .text, .inline, .title, .meta, .br, .wbr, .img, .picture, .svg, .math, .annotation, .a, .b,
      .i, .code, .samp, .q, .sub, .sup, .ruby, .rt, .rp, .time, .label, .input, .textarea, .select,
      .button, .script, .style, .template, .noscript, .iframe, .object, .video, .audio, .canvas,
      .embed, .map, .datalist, .colgroup:
      false
    default: true
    }
  }

  /// The level of a heading from 1 on.
  package var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }
}
