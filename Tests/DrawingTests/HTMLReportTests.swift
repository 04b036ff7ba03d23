import Drawing
import Testing

struct HTMLReportTests {
  /// A report that has this text wherever text can be.
  private static func report(_ text: String) throws -> HTMLReport {
    var report = HTMLReport(title: text, outcome: .okWithFailures, sentence: text)
    report.figures = [.init(text, text, note: text)]
    report.diagram = try DiagramGraph(
      title: text,
      nodes: [.init(id: text, title: text, subtitle: text, badge: text)],
      edges: []
    )
    report.stages = [
      .init(name: text, kind: text, entered: 12_345, left: 1, failed: 2, time: .seconds(3))
    ]
    report.documents = [.init(text, 7), .init("none", 0)]
    report.sums = [.init(stage: text, name: text, count: 3)]
    report.outputs = [.init(path: text, bytes: 1_200_000, sha256: text, isChanged: true)]
    report.failures = [.init(document: text, stage: text, reason: text, detail: text)]
    report.settings = [.init(text, text)]
    return report
  }

  private static func failing(_ count: Int, limit: Int = 500) -> String {
    var report = HTMLReport(title: "run", outcome: .failed, sentence: "")
    report.failureLimit = limit
    report.failures = (0..<count).reversed().map {
      .init(document: "doc-\(1000 + $0)", stage: "parse", reason: "It is broken")
    }
    return report.html
  }

  @Test(arguments: [
    "plain", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a&b &lt; ']]>",
    "</style></title>", "\u{0}\u{1B}[31m\u{FFFF}", "文書 🎉", "",
  ])
  func escapesEveryText(text: String) throws {
    let checker = MarkupChecker(try Self.report(text).html)
    #expect(checker.complaint == nil)
    let plain = MarkupChecker(try Self.report("plain").html)
    // Whatever the text is, the page has the same elements, up to tooltips.
    let names = checker.elements.map(\.name).filter { !["title", "text", "dd"].contains($0) }
    #expect(names == plain.elements.map(\.name).filter { !["title", "text", "dd"].contains($0) })
  }

  @Test func needsNothingElseAndRunsNothing() throws {
    let html = try Self.report("text").html
    let checker = MarkupChecker(html)
    let policy = checker.attributes(of: "meta").first { $0["http-equiv"] != nil }
    #expect(policy?["content"]?.hasPrefix("default-src 'none'; ") == true)
    let names = Set(checker.elements.map(\.name))
    #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "form", "a", "object"]))
    let attributes = checker.elements.flatMap(\.attributes.keys)
    #expect(!attributes.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "href" })
    #expect(!html.contains("url(") && !html.contains("@import"))
  }

  @Test(arguments: [
    (HTMLReport.Outcome.ok, "good"), (.okWithFailures, "fair"), (.failed, "bad"),
    (.interrupted, "fair"),
  ])
  func showsTheVerdict(outcome: HTMLReport.Outcome, style: String) {
    let html = HTMLReport(title: "run", outcome: outcome, sentence: "So it ended.").html
    #expect(
      html.contains(
        "<p class=\"verdict \(style)\"><strong>\(outcome.rawValue)</strong> "
          + "<span>So it ended.</span></p>"
      )
    )
  }

  @Test func leavesOutEmptySections() {
    let html = HTMLReport(title: "run", outcome: .ok, sentence: "").html
    #expect(MarkupChecker(html).attributes(of: "h2").count == 1)
    #expect(html.contains("No document failed."))
  }

  @Test(arguments: [(1, 0, 1), (7, 0, 1), (8, 2, 2), (100, 94, 2)])
  func foldsLongLists(count: Int, folded: Int, tables: Int) {
    let html = Self.failing(count)
    let checker = MarkupChecker(html)
    #expect(checker.complaint == nil)
    #expect(checker.attributes(of: "details").count == (folded > 0 ? 1 : 0))
    #expect(html.contains("<summary>\(folded) more</summary>") == (folded > 0))
    #expect(checker.attributes(of: "table", with: "failures").count == tables)
    #expect(checker.attributes(of: "th").filter { $0["scope"] == "row" }.count == count)
  }

  @Test(arguments: [(20, 10, 10), (20, 3, 14), (20, 20, 0)])
  func listsNoMoreThanItsLimitButCountsAll(count: Int, limit: Int, left: Int) {
    let html = Self.failing(count, limit: limit)
    #expect(MarkupChecker(html).complaint == nil)
    #expect(html.contains("<h3>It is broken <span>\(count)</span></h3>"))
    #expect(html.contains(">\(left) more are not listed here.<") == (left > 0))
  }

  @Test func sortsFailuresByReasonAndDocument() {
    var report = HTMLReport(title: "run", outcome: .failed, sentence: "")
    report.failures = [("c", "rare"), ("b", "often"), ("a", "often"), ("d", "another")].map {
      .init(document: $0.0, stage: "parse", reason: $0.1)
    }
    let html = report.html
    let order = ["often", "class=\"path\">a<", "class=\"path\">b<", "another", "rare"]
    let places = order.map { html.firstRange(of: $0)?.lowerBound }
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(!places.contains(nil))
    report.failures.reverse()
    #expect(report.html == html)
  }

  @Test func drawsSharesAsBars() {
    var report = HTMLReport(title: "run", outcome: .ok, sentence: "")
    report.documents = [
      .init("new", 750), .init("changed", 249), .init("gone", 1), .init("odd", 0),
    ]
    let checker = MarkupChecker(report.html)
    #expect(
      checker.attributes(of: "rect", with: "share").map { $0["width"] } == ["750", "249", "4", "0"]
    )
    for part in ["75%", "24%", "<1%", "0%"] { #expect(checker.text.contains(part)) }
  }

  @Test func writesNumbersReadably() throws {
    var report = try Self.report("x")
    report.stages[0].perSecond = 8320.4
    let text = MarkupChecker(report.html).text
    for number in ["12,345", "3.00", "8,320", "1.2 MB", "changed"] {
      #expect(text.contains(number))
    }
  }
}
