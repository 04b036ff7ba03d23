import Drawing
import Testing

struct DiagramSVGTests {
  private static func graph(_ names: [String], badge: String? = nil) throws -> DiagramGraph {
    try DiagramGraph(
      title: names.first ?? "",
      nodes: names.enumerated().map {
        .init(id: "\($0)", title: $1, subtitle: $1, lines: [$1], badge: badge)
      },
      edges: names.indices.dropFirst().map {
        .init(from: "\($0 - 1)", to: "\($0)", label: names[$0], count: $0)
      }
    )
  }

  @Test(arguments: [
    [], ["load"], ["a<b", "&amp;", "]]>", "\"'"], ["\u{0}\u{1B}\u{FFFE}", "\r\n\u{202E}x"],
    ["文書の読み込み", "🎉 e\u{301}", "</svg><script>alert(1)</script>"], ["", ""],
  ])
  func isWellFormed(names: [String]) throws {
    let svg = try Self.graph(names, badge: names.first).svg
    let checker = MarkupChecker(svg)
    #expect(checker.complaint == nil)
    #expect(!checker.elements.contains { $0.name == "script" })
    #expect(checker.attributes(of: "path", with: "box").count == names.count)
    #expect(checker.attributes(of: "path", with: "head").count == max(0, names.count - 1))
  }

  @Test(arguments: 1...8)
  func isTheSameTwice(seed: Int) throws {
    var graphs = RandomGraphs(seed: UInt64(seed))
    let graph = try graphs.next(nodes: 20, edges: 30)
    #expect(MarkupChecker(graph.svg).complaint == nil)
    // A graph made anew from the same nodes and edges is drawn in the same bytes.
    let again = try DiagramGraph(title: graph.title, nodes: graph.nodes, edges: graph.edges)
    #expect(again.svg == graph.svg && again.dot == graph.dot && again.mermaid == graph.mermaid)
  }

  @Test func tellsWhatItShows() throws {
    let checker = MarkupChecker(try Self.graph(["load", "parse"]).svg)
    let root = try #require(checker.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(
      root.attributes["viewBox"] == "0 0 \(try #require(root.attributes["width"])) "
        + "\(try #require(root.attributes["height"]))"
    )
    #expect(checker.text.contains("load to parse."))
    #expect(checker.elements[1].name == "title")
  }

  @Test(arguments: [
    ("short", false), (String(repeating: "long-name-", count: 12), true),
    (String(repeating: "書", count: 40), true), ("two\nlines", false),
  ])
  func elidesLongNamesAndKeepsThemAsTooltips(name: String, isElided: Bool) throws {
    let graph = try Self.graph([name, "next"])
    let checker = MarkupChecker(graph.svg)
    #expect(checker.text.contains("…") == isElided)
    // The drawing always has its own.
    #expect(checker.attributes(of: "title").count == (isElided ? 2 : 1))
    #expect(DiagramLayout(graph).boxes.allSatisfy { $0.width <= 260 })
  }

  @Test func colorsByRole() throws {
    let graph = try DiagramGraph(
      title: "",
      nodes: DiagramGraph.Role.allCases.map {
        .init(id: $0.rawValue, title: $0.rawValue, role: $0)
      },
      edges: []
    )
    let checker = MarkupChecker(graph.svg)
    for role in DiagramGraph.Role.allCases {
      #expect(checker.attributes(of: "g", with: "node \(role.rawValue)").count == 1)
      #expect(graph.svg.contains(".\(role.rawValue) .box { fill:"))
    }
    #expect(graph.svg.contains("prefers-color-scheme: dark"))
  }

  @Test func putsOneBadgeOnEachNodeThatHasOne() throws {
    let checker = MarkupChecker(try Self.graph(["a", "b"], badge: "2 failed").svg)
    let badges = checker.attributes(of: "rect", with: "badge")
    #expect(badges.count == 2)
    #expect(badges.allSatisfy { Int($0["y"] ?? "").map { $0 >= 24 } ?? false })
    #expect(MarkupChecker(try Self.graph(["a"]).svg).attributes(of: "rect", with: "badge").isEmpty)
  }
}
