import Scratch

/// The sample handbook, indexed once for all tests that look at outputs.
struct Handbook {
  let folder: ScratchFolder
  /// What the run said.
  let said: String
  var output: String { folder("out") }

  static let shared = Result { try Handbook() }

  private init() throws {
    folder = try ScratchFolder()
    let set = ["--set", "out=\(folder("out"))"]
    let outcome = try Project.run(["run", "pipelines/handbook.json"] + set)
    guard outcome.status == 0 else { throw ScratchFailure("handbook: \(outcome.errors)") }
    said = outcome.errors
  }
}
