import JSON
import Kernels
import ModelFiles
import SystemIO
import Testing
import Transformers

/// The model that scripts/fetch-model fetches, as `make test` does; these tests are skipped where it is not there.
@Suite(.enabled(if: UsualModel.isThere, "scripts/fetch-model has not fetched the model"))
struct `The usual model` {
  @Test func `gives the vectors of sentence-transformers`() throws {
    let model = try SentenceModel(folder: UsualModel.folder)
    for level in KernelLevel.allCases where level <= .best {
      let embedder = try Embedder(model, .f32, Kernels(level))
      let problems = try GoldenVectors.problems(of: embedder, knownAs: model.fingerprint())
      #expect(problems == [], "\(level)")
    }
  }

  @Test func `notices a vector that is not the recorded one`() throws {
    let embedder = try Embedder(SentenceModel(folder: UsualModel.folder))
    let recorded = try GoldenVectors.record(embedder)
    #expect(try GoldenVectors.problems(of: embedder, beside: recorded) == [])
    let first = try #require(recorded.entries.first)
    let other = RecordedVectors(
      arithmetic: recorded.arithmetic,
      entries: [.init(text: "Something else.", digest: first.digest, numbers: first.numbers)]
    )
    let problems = try GoldenVectors.problems(of: embedder, beside: other)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("'Something else.' is not the one of the import") == true)
    // Another arithmetic may differ in the last bits, and not beyond.
    var numbers = first.numbers
    numbers[0] += 1e-7
    var near = RecordedVectors.Entry(text: first.text, digest: first.digest, numbers: numbers)
    let slack = RecordedVectors(arithmetic: "another", entries: [near])
    #expect(try GoldenVectors.problems(of: embedder, beside: slack) == [])
    numbers[0] += 1e-3
    near = RecordedVectors.Entry(text: first.text, digest: first.digest, numbers: numbers)
    let far = RecordedVectors(arithmetic: "another", entries: [near])
    #expect(try GoldenVectors.problems(of: embedder, beside: far).count == 1)
  }
}

private enum UsualModel {
  static let folder = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/build/models/store/all-MiniLM-L6-v2"
  }()

  static let isThere = (try? FileStatus(path: folder + "/manifest.json")) != nil
}
