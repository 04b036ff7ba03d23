import Drawing
import Testing

struct DiagramTextTests {
  private static func pipeline() throws -> DiagramGraph {
    try DiagramGraph(
      title: "index",
      nodes: [
        .init(id: "load", title: "load", subtitle: "files", role: .source),
        .init(id: "parse", title: "parse", subtitle: "html", lines: ["strict"], badge: "2 failed"),
        .init(id: "write", title: "write", role: .sink),
      ],
      edges: [
        .init(from: "load", to: "parse", label: "documents", count: 12_345),
        .init(from: "parse", to: "write"),
      ]
    )
  }

  @Test func writesGraphviz() throws {
    #expect(
      try Self.pipeline().dot == #"""
        digraph "index" {
          rankdir=LR;
          node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=12];
          edge [fontname="Helvetica", fontsize=10, color="#7b8796"];
          "load" [label="load\nfiles", fillcolor="#e9f5ef", color="#2f7d5b"];
          "parse" [label="parse\nhtml\nstrict\n2 failed", fillcolor="#eef2f9", color="#4a6590"];
          "write" [label="write", fillcolor="#fcf2e2", color="#a8691a"];
          "load" -> "parse" [label="documents\n12,345"];
          "parse" -> "write";
        }

        """#
    )
  }

  @Test func writesMermaid() throws {
    #expect(
      try Self.pipeline().mermaid == """
        flowchart LR
          n1(["load<br/>files"])
          n2("parse<br/>html<br/>strict<br/>2 failed")
          n3(["write"])
          n1 -->|"documents<br/>12,345"| n2
          n2 --> n3
          classDef source fill:#e9f5ef,stroke:#2f7d5b,color:#1c2430
          class n1 source
          classDef step fill:#eef2f9,stroke:#4a6590,color:#1c2430
          class n2 step
          classDef sink fill:#fcf2e2,stroke:#a8691a,color:#1c2430
          class n3 sink

        """
    )
  }

  @Test(arguments: [
    (#"say "hi""#, #""say \"hi\"""#, #"label="say \"hi\"""#),
    (#"back\slash\"#, #""back\\slash\\""#, #"label="back\\slash\\""#),
    (#"\N"#, #""\\N""#, #"label="\\N""#),
    ("a&lt;b", #""a&lt;b""#, #"label="a&amp;lt;b""#),
    ("two\nlines\u{0}", #""two%0alines%00""#, "label=\"two lines\u{FFFD}\""),
    ("50%0a", #""50%250a""#, #"label="50%0a""#),
    ("文書 é", #""文書 é""#, #"label="文書 é""#),
  ])
  func quotesForGraphviz(name: String, identifier: String, label: String) throws {
    let dot = try DiagramGraph(title: "", nodes: [.init(id: name, title: name)], edges: []).dot
    #expect(dot.contains("  \(identifier) [\(label), "))
  }

  @Test(arguments: [
    (#"say "hi""#, "say #34;hi#34;"), ("#35;", "#35;35#59;"), ("<b>&amp;", "#60;b#62;#38;amp#59;"),
    ("`code` *b*", "#96;code#96; #42;b#42;"), ("style:#1;", "style#58;#35;1#59;"),
    ("a\nb", "a b"), ("end", "end"), ("", "#160;"), ("文書", "文書"),
  ])
  func escapesForMermaid(title: String, label: String) throws {
    let graph = try DiagramGraph(title: "", nodes: [.init(id: "end", title: title)], edges: [])
    #expect(graph.mermaid.contains("\n  n1(\"\(label)\")\n"))
  }
}
