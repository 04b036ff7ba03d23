import Documents
import LibXML

extension HTMLPage {
  /// Judges whether an element stands around the main content, and what becomes of it then.
  func region(
    _ index: Int,
    _ tag: HTMLTag,
    _ boilerplate: ExtractionOptions.HTML.Boilerplate,
    isAround: Bool
  ) -> HTMLVerdict {
    let role = tree.attribute(.role, of: index)?.lowercased() ?? ""
    let isInside = isInContent(index)
    var kind: ElementKind?
    if (tag == .header && !isInside) || role == "banner" { kind = .header }
    if (tag == .footer && !isInside) || role == "contentinfo" { kind = .footer }
    guard !isMost(index) else { return .read }
    // The head of the page that has the title of its content belongs to that content.
    if mainContent?.isHeld(by: index, end: Int(tree.nodes[index].end)) == true {
      return kind == nil ? .read : .readAs(kind, nil)
    }
    var found = declaredRole(index, tag, role, isInside: isInside)
    if found == nil, boilerplate != .keep, !isAround {
      found = impliedRole(index, tag)
      // Questions that unfold their answers are buttons too.
      if found == nil, boilerplate == .drop, tag == .button, characters(in: index) <= 24 {
        return .leaveOut(.boilerplate)
      }
    }
    // What is no text comes to no place.
    if boilerplate != .keep, tag == .a, isPermalink(index) { return .leaveOut(.boilerplate) }
    guard let found else { return kind == nil ? .read : .readAs(kind, nil) }
    guard boilerplate == .drop else { return .readAs(kind, found) }
    return isDropped(index, found) ? .leaveOut(.boilerplate) : .readAs(kind, found)
  }

  /// What the page says by the element or its role.
  private func declaredRole(
    _ index: Int,
    _ tag: HTMLTag,
    _ role: String,
    isInside: Bool
  ) -> BoilerplateRole? {
    switch role {
    case "banner": return .header
    case "contentinfo": return .footer
    case "navigation", "menu", "menubar", "toolbar", "search": return .navigation
    case "dialog", "alertdialog": return .boilerplate
    case "complementary" where !isInside || linkDensity(of: index) > 0.5: return .aside
    default: break
    }
    switch tag {
    case .header where !isInside: return .header
    case .footer where !isInside: return .footer
    case .nav, .search: return .navigation
    case .aside where !isInside || linkDensity(of: index) > 0.5: return .aside
    case .dialog: return .boilerplate
    default: return nil
    }
  }

  /// What follows from where an element stands, what it is called and how much of it is links.
  private func impliedRole(_ index: Int, _ tag: HTMLTag) -> BoilerplateRole? {
    let named = HTMLFurniture.kind(of: tree, index)
    switch tag {
    case .div, .section, .ul, .ol, .p, .form, .table, .td, .block:
      if isFurniture(index, tag, named) { return named?.role ?? .navigation }
    default: break
    }
    guard let mainContent, characters(in: index) > 0,
      !mainContent.isTouched(by: index, end: Int(tree.nodes[index].end))
    else { return nil }
    if mainContent.isExclusive { return named?.role ?? .boilerplate }
    let isLinks = links(in: index) >= 3 && linkDensity(of: index) >= 0.5
    return tag.isBlock && isLinks ? named?.role ?? .navigation : nil
  }

  /// Whether a part is furniture by what it is called, or by where it stands and being links.
  private func isFurniture(_ index: Int, _ tag: HTMLTag, _ named: HTMLFurniture?) -> Bool {
    let size = characters(in: index)
    guard size > 0, size * 3 < characters else { return false }
    let density = linkDensity(of: index)
    switch named {
    case .advertisement: return size * 10 < characters || density > 0.5
    case .consent: return size < 2_500
    case .links: return density >= 0.5
    case nil: break
    }
    guard tag == .ul || tag == .ol || tag == .div, let main, !main.contains(index),
      !(index < main.lowerBound && Int(tree.nodes[index].end) >= main.upperBound)
    else { return false }
    let links = links(in: index)
    return links >= 5 && density >= 0.85 && size / links < 60
  }

  /// Where nobody knows the main content, a head or a foot that says something stays.
  private func isDropped(_ index: Int, _ role: BoilerplateRole) -> Bool {
    guard mainContent == nil else { return true }
    switch role {
    case .header: return linkDensity(of: index) > 0.6
    case .footer: return characters(in: index) > 600 || linkDensity(of: index) > 0.5
    default: return true
    }
  }
}
