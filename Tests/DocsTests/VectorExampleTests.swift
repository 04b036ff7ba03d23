import Scratch
import SystemIO
import Testing

/// The example with vectors runs with the real model, and the README shows what it finds.
@Suite(.enabled(if: VectorExample.hasModel, "scripts/fetch-model has not fetched the model"))
struct VectorExampleTests {
  @Test("Its outputs agree, and the second run changes none")
  func runs() throws {
    let folder = try VectorExample.outputs.get().folder
    let verification = try VectorExample.run(["verify", "build/handbook-vectors"], folder)
    #expect(verification.status == 0, "\(verification.text)")
    #expect(verification.text.contains("ok   handbook.snapshot (structure, settings and "))
    #expect(verification.text.contains("ok   handbook.points (state of "))
    let manifest = folder.bytes("build/handbook-vectors/manifest.json")
    #expect(try VectorExample.run(["run", "pipelines/\(VectorExample.name)"], folder).status == 0)
    #expect(manifest != nil && folder.bytes("build/handbook-vectors/manifest.json") == manifest)
    let plan = try VectorExample.run(
      ["plan", "--exit-code", "pipelines/\(VectorExample.name)"],
      folder
    )
    #expect(plan.status == 0, "\(plan.text)")
  }

  @Test("The README shows what the run says and the search finds")
  func readme() throws {
    let (folder, said) = try VectorExample.outputs.get()
    let blocks = try Page("README.md").blocks("text").filter { $0.contains(VectorExample.name) }
    let block = try #require(blocks.first)
    for line in said.split(separator: "\n").dropFirst() where !line.hasPrefix("done") {
      let name = line.split(separator: " ").first ?? ""
      #expect(block.contains(name), "README.md does not show '\(line)'")
    }
    let searches = block.split(separator: "\n").filter {
      $0.hasPrefix("$ stampmill snapshot search")
    }
    #expect(searches.count == 2)
    for search in searches {
      let words = search.split(separator: " ").dropFirst(2).map(String.init)
      let found = try VectorExample.run(words, folder)
      #expect(found.status == 0, "\(found.errors)")
      // Scores have their last digits from the processor, and texts are wrapped in the page.
      for line in found.text.split(separator: "\n") where !line.hasPrefix(" ") {
        let place = line.drop { $0 != " " }
        #expect(block.contains(place), "README.md does not show '\(line)'")
      }
    }
  }
}

/// The pipeline that takes a model.
enum VectorExample {
  static let name = "handbook-vectors.json"
  private static let store =
    environmentVariable("STAMPMILL_MODELS") ?? "\(Project.root)/build/models/store"
  static let hasModel = (try? FileStatus(path: "\(store)/all-MiniLM-L6-v2")) != nil

  static func run(_ words: [String], _ folder: ScratchFolder) throws -> ProgramOutcome {
    try Project.run(words, in: folder.path, models: store)
  }

  /// The outputs, made once, where the README has them; and what the run said.
  static let outputs = Result {
    let folder = try ScratchFolder()
    for name in ["samples", "pipelines"] { try folder.link(name, to: "\(Project.root)/\(name)") }
    let outcome = try run(["run", "pipelines/\(name)"], folder)
    guard outcome.status == 0 else { throw ScratchFailure("\(name): \(outcome.errors)") }
    return (folder: folder, said: outcome.errors)
  }
}
