extension HTMLReport {
  var stagesSection: String {
    guard !stages.isEmpty else { return "" }
    var table = """
      <div class="wide" role="region" aria-label="Stages" tabindex="0">
      <table class="stages">
      <thead><tr><th scope="col">Stage</th><th scope="col">Kind</th>\
      <th scope="col" class="number">In</th><th scope="col" class="number">Out</th>\
      <th scope="col" class="number">Cached</th><th scope="col" class="number">Failed</th>\
      <th scope="col" class="number">Seconds</th><th scope="col" class="number">Per second</th>\
      </tr></thead>
      <tbody>

      """
    for stage in stages {
      table += "<tr><th scope=\"row\">\(Self.inline(stage.name))</th>"
      table += "<td class=\"soft\">\(Self.inline(stage.kind))</td>"
      table += Self.number(Readable.count(stage.entered)) + Self.number(Readable.count(stage.left))
      table += Self.number(Readable.count(stage.cached), isSoft: stage.cached == 0)
      table += Self.number(
        Readable.count(stage.failed),
        isSoft: stage.failed == 0,
        isAlarming: stage.failed > 0
      )
      table += Self.number(Readable.seconds(stage.time))
      table += Self.number(
        stage.perSecond.map(Readable.perSecond) ?? "–",
        isSoft: stage.perSecond == nil
      )
      table += "</tr>\n"
    }
    return Self.section("Stages", table + "</tbody>\n</table>\n</div>\n")
  }

  /// The account of characters, and whatever else stages add up.
  var sumsSection: String {
    guard !sums.isEmpty else { return "" }
    var table = """
      <table class="sums">
      <thead><tr><th scope="col">Stage</th><th scope="col">Characters</th>\
      <th scope="col" class="number">Count</th></tr></thead>
      <tbody>

      """
    for sum in sums {
      table += "<tr><th scope=\"row\">\(Self.inline(sum.stage))</th>"
      table += "<td>\(Self.inline(sum.name.replacing("_", with: " ")))</td>"
      table += Self.number(Readable.count(sum.count)) + "</tr>\n"
    }
    return Self.section("Account of characters", table + "</tbody>\n</table>\n")
  }

  var outputsSection: String {
    guard !outputs.isEmpty else { return "" }
    var table = """
      <table class="outputs">
      <thead><tr><th scope="col">Path</th><th scope="col" class="number">Size</th>\
      <th scope="col">SHA-256</th><th scope="col">Since last run</th></tr></thead>
      <tbody>

      """
    for output in outputs {
      let change =
        switch output.isChanged {
        case true?: "<span class=\"changed\">changed</span>"
        case false?: "<span class=\"soft\">unchanged</span>"
        case nil: "<span class=\"soft\">–</span>"
        }
      let exact = "\(Readable.count(output.bytes)) bytes"
      table += """
        <tr><th scope="row" class="path">\(Self.inline(output.path))</th>\
        <td class="number" title="\(exact)">\(Readable.bytes(output.bytes))</td>\
        <td class="digest">\(Self.inline(output.sha256))</td><td>\(change)</td></tr>

        """
    }
    return Self.section("Outputs", table + "</tbody>\n</table>\n")
  }

  /// The failures by their reasons, the commonest reason first.
  var failuresSection: String {
    guard !failures.isEmpty else {
      return Self.section("Failures", "<p class=\"soft\">No document failed.</p>\n")
    }
    let groups = Dictionary(grouping: failures, by: \.reason).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    return Self.section(
      "Failures",
      groups.map { list(of: $0.value, reason: $0.key) }.joined()
    )
  }

  /// The failures for one reason, folded after the first few.
  private func list(of group: [Failure], reason: String) -> String {
    let shown = 6
    let failures = group.sorted {
      ($0.document, $0.stage, $0.detail) < ($1.document, $1.stage, $1.detail)
    }
    var result = "<h3>\(Self.inline(reason)) <span>\(Readable.count(group.count))</span></h3>\n"
    // To fold a single one would save nothing.
    guard failures.count > shown + 1 else { return result + Self.table(of: failures[...]) }
    result += Self.table(of: failures.prefix(shown))
    let rest = failures.dropFirst(shown)
    let listed = rest.prefix(max(0, failureLimit - shown))
    guard !listed.isEmpty else { return result + Self.remark(on: rest.count) }
    result += "<details>\n<summary>\(Readable.count(rest.count)) more</summary>\n"
    result += Self.table(of: listed)
    if listed.count < rest.count { result += Self.remark(on: rest.count - listed.count) }
    return result + "</details>\n"
  }

  private static func remark(on left: Int) -> String {
    "<p class=\"soft\">\(Readable.count(left)) more are not listed here.</p>\n"
  }

  private static func table(of failures: ArraySlice<Failure>) -> String {
    var table = """
      <table class="failures">
      <thead><tr><th scope="col">Document</th><th scope="col">Stage</th>\
      <th scope="col">Detail</th></tr></thead>
      <tbody>

      """
    for failure in failures {
      table += "<tr><th scope=\"row\" class=\"path\">\(inline(failure.document))</th>"
      table += "<td>\(inline(failure.stage))</td><td>\(inline(failure.detail))</td></tr>\n"
    }
    return table + "</tbody>\n</table>\n"
  }

  private static func number(
    _ text: String,
    isSoft: Bool = false,
    isAlarming: Bool = false
  ) -> String {
    let styles = "number" + (isSoft ? " soft" : "") + (isAlarming ? " alarming" : "")
    return "<td class=\"\(styles)\">\(Markup.escaped(text))</td>"
  }
}
