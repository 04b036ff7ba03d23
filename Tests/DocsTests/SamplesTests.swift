import JSON
import Scratch
import Testing

/// The samples are as the page about them says, and the pipelines read all of them.
struct SamplesTests {
  static let documents: [String] = {
    let words = ["samples/handbook", "-type", "f", "-printf", "%P\\n"]
    let names = (try? RunningProgram("/usr/bin/find", words, in: Project.root).wait().text) ?? ""
    return names.split(separator: "\n").map(String.init)
  }()

  static func queries() throws -> [JSON] {
    try Project.text("samples/queries.jsonl").split(separator: "\n").map {
      try JSONParser.value(Array($0.utf8), file: "samples/queries.jsonl")
    }
  }

  @Test("A run of the handbook reads every document there is")
  func allAreRead() throws {
    let said = try Handbook.shared.get().said
    #expect(said.hasPrefix("\(Self.documents.count) documents:"), "\(said)")
    #expect(said.split(separator: "\n").first?.contains("failed") == false)
  }

  @Test("Every labelled query has an answer among the documents")
  func labels() throws {
    for query in try Self.queries() {
      let text = try #require(query["query"]?.string)
      let relevant = try #require(query["relevant"]?.elements).compactMap(\.string)
      #expect(!text.isEmpty && !relevant.isEmpty)
      for path in relevant {
        #expect(Self.documents.contains(path), "'\(text)' is to find '\(path)', which is not there")
      }
    }
  }

  @Test("Every kind of document answers a query best")
  func suffixes() throws {
    let best = try Self.queries().compactMap { $0["relevant"]?.elements?.first?.string }
    let suffix = { (path: String) in path.split(separator: ".").last ?? "" }
    #expect(Set(best.map(suffix)) == Set(Self.documents.map(suffix)))
  }

  @Test("The page about the samples counts them right")
  func counts() throws {
    let page = try Page("samples/README.md").text
    #expect(page.contains(" \(Self.documents.count) files"))
    #expect(page.contains(" \(try Self.queries().count) labelled queries"))
  }
}
