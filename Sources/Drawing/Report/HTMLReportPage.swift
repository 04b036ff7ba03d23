extension HTMLReport {
  /// The page: one file that needs nothing else and runs nothing.
  ///
  /// It is well-formed XML as well, so that the checks of either language hold for it.
  package var html: String {
    var page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
      form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="referrer" content="no-referrer"/>
      <title>\(Self.inline(title)) – \(outcome.rawValue)</title>
      <style>
      \(HTMLReportStyle.css)
      </style>
      </head>
      <body>
      <header>
      <h1>\(Self.inline(title))</h1>
      <p class="verdict \(outcome.styleClass)"><strong>\(outcome.rawValue)</strong> \
      <span>\(Self.inline(sentence))</span></p>
      </header>
      <main>

      """
    page += figuresSection
    page += documentsSection
    page += sumsSection
    if let diagram {
      let width = DiagramLayout(diagram).width
      page += Self.section(
        "Pipeline",
        """
        <div class="wide diagram" role="region" aria-label="Pipeline" tabindex="0" \
        style="--natural: \(width)px">
        \(diagram.svg)</div>

        """
      )
    }
    page += stagesSection
    page += failuresSection
    page += outputsSection
    page += settingsSection
    return page + "</main>\n</body>\n</html>\n"
  }

  /// A section with its heading, or nothing if there is nothing in it.
  static func section(_ heading: String, _ content: String) -> String {
    content.isEmpty ? "" : "<section>\n<h2>\(heading)</h2>\n\(content)</section>\n"
  }

  /// Text of one line, safe in the page.
  static func inline(_ text: String) -> String {
    Markup.escaped(PrintableText.singleLine(text))
  }

  private var figuresSection: String {
    guard !figures.isEmpty else { return "" }
    var list = "<dl class=\"figures\">\n"
    for figure in figures {
      list += "<div><dt>\(Self.inline(figure.label))</dt><dd>\(Self.inline(figure.value))</dd>"
      list += figure.note.isEmpty ? "" : "<dd class=\"note\">\(Self.inline(figure.note))</dd>"
      list += "</div>\n"
    }
    return list + "</dl>\n"
  }

  /// How many documents there were of each sort, with bars for the eye.
  private var documentsSection: String {
    guard !documents.isEmpty else { return "" }
    // Shares of a sum, not of the largest, so that the bars together make one whole.
    let whole = documents.reduce(0) { $0 + max(0, $1.count) }
    var table = """
      <table class="shares">
      <caption>\(Readable.count(whole)) documents by what became of them</caption>
      <thead><tr><th scope="col">Documents</th><th scope="col"><span class="unseen">Share\
      </span></th><th scope="col" class="number">Count</th>\
      <th scope="col" class="number">Part</th></tr></thead>
      <tbody>

      """
    for group in documents {
      let share = whole == 0 ? 0 : Int(Double(max(0, group.count)) / Double(whole) * 1000)
      // What is there at all has to be seen.
      let length = group.count > 0 ? max(4, share) : 0
      table += """
        <tr><th scope="row">\(Self.inline(group.reason))</th><td class="bar">\
        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="track" width="1000" height="10"/>\
        <rect class="share" width="\(length)" height="10"/></svg></td>\
        <td class="number">\(Readable.count(group.count))</td>\
        <td class="number soft">\
        \(whole == 0 ? "0%" : Self.inline(Readable.percent(group.count, of: whole)))</td></tr>

        """
    }
    return Self.section("Documents", table + "</tbody>\n</table>\n")
  }

  private var settingsSection: String {
    guard !settings.isEmpty else { return "" }
    var list = "<dl class=\"settings\">\n"
    for setting in settings {
      let value = Markup.escaped(setting.value)
      list += "<div><dt>\(Self.inline(setting.name))</dt><dd>\(value)</dd></div>\n"
    }
    return Self.section("Settings and provenance", list + "</dl>\n")
  }
}

extension HTMLReport.Outcome {
  fileprivate var styleClass: String {
    switch self {
    case .ok: "good"
    case .okWithFailures, .interrupted: "fair"
    case .failed: "bad"
    }
  }
}
