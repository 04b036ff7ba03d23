import LibXML

/// What a table is for: data in rows and columns, or the layout of a page.
struct HTMLTableShape {
  private var rows = 0
  private var cells = 0
  private var filled = 0
  private var widest = 0
  private var hasHeaders = false
  private var hasFrame = false
  private var isLayout = false
  private var blocks = 0
  private var nested = 0
  private var headings = 0
  private var longest = 0
  private var characters = 0

  /// Reads no further than is needed, so that tables in tables cost little.
  init(_ page: HTMLPage, _ index: Int) {
    let tree = page.tree
    let role = tree.attribute(.role, of: index)?.lowercased()
    if role == "presentation" || role == "none" {
      isLayout = true
      return
    }
    let isGrid = role == "table" || role == "grid"
    let border = tree.attribute(.border, of: index)
    hasFrame = isGrid || (border.map { $0 != "0" } ?? false) || tree.has(.summary, index)
    if let names = tree.attribute(.class, of: index)?.lowercased() {
      hasFrame =
        hasFrame || names.contains("table") || names.contains("data")
        || names.contains("grid") || names.contains("infobox")
    }
    let end = Int(tree.nodes[index].end)
    var width = 0
    var place = index + 1
    while place < end {
      let node = tree.nodes[place]
      switch node.tag {
      case .table:
        // What is inside is judged for itself, and its cells are not this table's.
        if page.characters(in: place) * 2 > page.characters(in: index) {
          isLayout = true
          return
        }
        place = Int(node.end)
        nested += 1
        continue
      case .tr:
        rows += 1
        width = 0
      case .th, .td:
        if node.tag == .th { hasHeaders = true }
        cells += 1
        width += 1
        widest = max(widest, width)
        let size = page.characters(in: place)
        if size > 0 { filled += 1 }
        longest = max(longest, size)
        characters += size
      case .thead, .caption: hasHeaders = true
      case .h1, .h2, .h3, .h4: headings += 1
      case .hr, .pre, .form, .article, .section: blocks += 2
      case .p, .ul, .ol, .dl, .blockquote: blocks += 1
      default: break
      }
      place += 1
    }
  }

  var isData: Bool {
    guard !isLayout, rows > 0, widest > 1 || (hasHeaders && rows > 1), filled > 1 else {
      return false
    }
    if hasHeaders { return nested * 2 <= filled }
    if nested > 0 || headings > 0 { return false }
    guard rows > 1 else { return hasFrame && blocks == 0 && longest < 200 }
    // Cells that are pages of their own.
    if blocks > cells + filled { return false }
    if characters > filled * 350 || (longest > 1_500 && filled < 12) { return false }
    return true
  }
}
