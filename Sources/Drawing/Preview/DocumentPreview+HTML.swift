extension DocumentPreview {
  /// A page for a browser: one file that needs nothing else and runs nothing.
  ///
  /// Every box leads to its text and every text to its box, by links alone.
  package var html: String {
    var page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
      form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="referrer" content="no-referrer"/>
      <title>\(HTMLReport.inline(title))</title>
      <style>
      \(PreviewStyle.css)
      </style>
      </head>
      <body>
      <header>
      <h1>\(HTMLReport.inline(title))</h1>

      """
    page += factList + legend
    for note in notes {
      let sort = note.isFailure ? "bad" : "fair"
      page += "<p class=\"remark \(sort)\">\(HTMLReport.inline(note.text))</p>\n"
    }
    page += "</header>\n<main>\n"
    var homes: [Int: Int] = [:]
    for part in pages {
      for box in part.boxes where homes[box.block] == nil { homes[box.block] = part.number }
    }
    for part in pages { page += html(of: part, homes) }
    return page + "</main>\n</body>\n</html>\n"
  }

  private var factList: String {
    guard !facts.isEmpty else { return "" }
    let items = facts.map {
      "<div><dt>\(HTMLReport.inline($0.name))</dt><dd>\(HTMLReport.inline($0.value))</dd></div>"
    }
    return "<dl class=\"facts\">\n\(items.joined(separator: "\n"))\n</dl>\n"
  }

  /// Which colour means what, with how much there is of it.
  private var legend: String {
    var counts: [BlockSort: Int] = [:]
    for block in pages.lazy.flatMap(\.blocks) { counts[block.sort, default: 0] += 1 }
    let entries = BlockSort.allCases.compactMap { sort in
      counts[sort].map {
        "<li class=\"\(sort.rawValue)\">\(Readable.count($0)) \(sort.legend)</li>"
      }
    }
    return entries.isEmpty ? "" : "<ul class=\"legend\">\(entries.joined())</ul>\n"
  }

  /// A page with its blocks; each block leads to the first page that it has a box on.
  private func html(of page: Page, _ homes: [Int: Int]) -> String {
    var html = "<section class=\"page\(page.size == nil ? " flowing" : "")\""
    if let number = page.number {
      html += " id=\"page\(number)\">\n<h2>Page \(number)"
      if let name = page.name { html += " <small>called \(HTMLReport.inline(name))</small>" }
      html += "</h2>\n"
    } else {
      html += ">\n"
    }
    html += "<div class=\"columns\">\n"
    if let size = page.size { html += sheet(of: page, size) }
    html += "<div class=\"blocks\">\n"
    if page.blocks.isEmpty { html += "<p class=\"soft\">No element begins on this page.</p>\n" }
    for block in page.blocks { html += self.html(of: block, homes[block.number]) }
    return html + "</div>\n</div>\n</section>\n"
  }

  /// The page as it looks, with its boxes on top.
  private func sheet(of page: Page, _ size: (width: Float, height: Float)) -> String {
    let (width, height) = (Self.number(size.width), Self.number(size.height))
    var html = """
      <div class="sheet"><div class="paper" style="aspect-ratio: \(width) / \(height); \
      --ratio: \(Self.number(size.width / max(1, size.height)))">

      """
    if !page.picture.isEmpty {
      html += "<img alt=\"The page as it looks\" src=\"data:image/png;base64,"
      html += Base64.text(page.picture) + "\"/>\n"
    } else if let note = page.pictureNote {
      html += "<p class=\"nothing\">\(HTMLReport.inline(note))</p>\n"
    }
    html += "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"Boxes\">\n"
    var seen: Set<Int> = []
    for box in page.boxes {
      // A block that goes on from another page has its number on each.
      let isFirst = seen.insert(box.block).inserted
      let place = """
        x="\(Self.number(box.left))" y="\(Self.number(box.top))" \
        width="\(Self.number(box.width))" height="\(Self.number(box.height))"
        """
      html += "<a href=\"#e\(box.block)\""
      if isFirst, let number = page.number { html += " id=\"b\(box.block)-\(number)\"" }
      html += " class=\"\(box.sort.rawValue)\"><rect \(place)/>"
      if isFirst {
        html +=
          "<text x=\"\(Self.number(box.left - 1.5))\" y=\"\(Self.number(box.top + 6))\">"
          + "\(box.block)</text>"
      }
      html += "</a>\n"
    }
    return html + "</svg>\n</div></div>\n"
  }

  private func html(of block: Block, _ home: Int?) -> String {
    let target = home.map { "b\(block.number)-\($0)" } ?? "e\(block.number)"
    let depth =
      block.depth > 0 && block.sort == .list ? " style=\"--depth: \(min(block.depth, 8))\"" : ""
    let start = "class=\"\(block.sort.rawValue)\"\(depth)>\n<p class=\"tag\">"
    let link = "<a href=\"#\(target)\">\(block.number)</a>"
    let name = HTMLReport.inline(block.name)
    var html = self.html(of: block.cuts)
    html += "<article id=\"e\(block.number)\" \(start)\(link) \(name)</p>\n"
    html += content(of: block)
    for part in block.continuations {
      html += "</article>\n" + self.html(of: part.cuts)
      html += "<article \(start)\(link) \(name), continued</p>\n"
      var rest = block
      (rest.text, rest.table, rest.label) = (part.text, part.table, nil)
      html += content(of: rest)
    }
    if !block.details.isEmpty {
      let lines = block.details.map { "<li dir=\"auto\">\(HTMLReport.inline($0))</li>" }
      html += "<ul class=\"details\">\(lines.joined())</ul>\n"
    }
    return html + "</article>\n"
  }

  /// The borders before a block, or within one.
  private func html(of cuts: [Cut]) -> String {
    var html = ""
    for cut in cuts {
      html +=
        "<p class=\"cut\(cut.isOuter ? " outer" : "")\"><b>\(HTMLReport.inline(cut.title))</b>"
      if !cut.path.isEmpty { html += " <span dir=\"auto\">\(HTMLReport.inline(cut.path))</span>" }
      html += "</p>\n"
      for repeated in cut.repeated {
        let lines = PreviewText.lines(repeated.text).map(Markup.escaped).joined(separator: "\n")
        html += "<p class=\"repeated\"><b>\(HTMLReport.inline(repeated.name))</b> "
        html += "<span dir=\"auto\">\(lines)</span></p>\n"
      }
    }
    return html
  }

  private func content(of block: Block) -> String {
    let label = block.label.map { "<b class=\"label\">\(HTMLReport.inline($0))</b> " } ?? ""
    if block.sort == .table, let table = block.table {
      let rows = TableMarkup(table)
      if !rows.rows.isEmpty { return "<div class=\"wide\" tabindex=\"0\">\n\(rows.html)</div>\n" }
    }
    let text = PreviewText.lines(block.text).map(Markup.escaped).joined(separator: "\n")
    switch block.sort {
    case .title:
      return "<h3 class=\"depth\(min(block.depth, 5))\" dir=\"auto\">\(label)\(text)</h3>\n"
    case .code: return "<pre>\(label)\(text)</pre>\n"
    default:
      guard !text.isEmpty || !label.isEmpty else { return "" }
      return "<p class=\"text\" dir=\"auto\">\(label)\(text)</p>\n"
    }
  }

  /// Short and the same everywhere: hundredths are finer than any screen.
  private static func number(_ value: Float) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return rest == 0
      ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
