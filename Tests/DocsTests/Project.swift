import Scratch
import SystemIO

/// The project whose tests these are, and the program that was built with them.
enum Project {
  /// The folder of `Package.swift`.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static let program: String = {
    let own = OwnProcess.executable().split(separator: "/", omittingEmptySubsequences: false)
    return own.dropLast().joined(separator: "/") + "/stampmill"
  }()

  /// Runs the program to its end, in the project's folder unless another is named.
  static func run(
    _ words: [String],
    in folder: String = root,
    models: String = "",
    input: [UInt8] = []
  ) throws -> ProgramOutcome {
    let words = ["STAMPMILL_MODELS=\(models)", program] + words
    return try RunningProgram("/usr/bin/env", words, in: folder, input: input).wait()
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try readFile("\(root)/\(path)", limit: 1 << 26).bytes, as: UTF8.self)
  }

  static func exists(_ path: String) -> Bool {
    (try? FileStatus(path: "\(root)/\(path)")) != nil
  }

  /// The pages for users, by their paths.
  static let pages: [String] = {
    let names = (try? RunningProgram("/bin/ls", ["docs"], in: root).wait().text) ?? ""
    let docs = names.split(separator: "\n").filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
    return ["README.md", "CHANGELOG.md", "samples/README.md"] + docs
  }()
}
