import Drawing
import Testing

struct DiagramGraphTests {
  private static let nodes = ["a", "b", "c"].map { DiagramGraph.Node(id: $0, title: $0) }

  @Test func refusesTwoNodesWithOneId() {
    #expect(throws: DiagramError.repeatedNode("a")) {
      try DiagramGraph(title: "", nodes: Self.nodes + Self.nodes, edges: [])
    }
  }

  @Test(arguments: [("a", "x"), ("x", "a")])
  func refusesEdgesToNowhere(from: String, to: String) {
    let edge = DiagramGraph.Edge(from: from, to: to)
    #expect(throws: DiagramError.missingNode("x", edge)) {
      try DiagramGraph(title: "", nodes: Self.nodes, edges: [edge])
    }
  }

  @Test(arguments: [
    ([("a", "a")], ["a"]),
    ([("a", "b"), ("b", "c"), ("c", "b")], ["b", "c"]),
    ([("b", "a"), ("a", "b"), ("b", "c")], ["a", "b", "c"]),
  ])
  func refusesCycles(edges: [(String, String)], named: [String]) {
    #expect(throws: DiagramError.cycle(named)) {
      try DiagramGraph(
        title: "",
        nodes: Self.nodes,
        edges: edges.map { .init(from: $0.0, to: $0.1) }
      )
    }
  }

  @Test(arguments: [
    (DiagramError.repeatedNode("a"), "The diagram has two nodes with the id “a”."),
    (
      .missingNode("x", .init(from: "a", to: "x")),
      "The diagram's edge from “a” to “x” names “x”, which is no node."
    ),
    (
      .cycle(["a", "b"]),
      "The diagram cannot be put in columns, since a cycle leads through or to “a”, “b”."
    ),
  ])
  func saysWhatIsWrong(error: DiagramError, sentence: String) {
    #expect(error.description == sentence)
  }
}
