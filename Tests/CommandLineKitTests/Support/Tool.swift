import FoundationEssentials
import Glibc

/// A program of the system that reads a script or a page, if it is installed.
struct Tool {
  let name: String

  static let bash = Tool(name: "bash")
  static let zsh = Tool(name: "zsh")
  static let fish = Tool(name: "fish")
  static let groff = Tool(name: "groff")

  var isInstalled: Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.split(separator: ":").contains { folder in
      FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
    }
  }

  /// Runs the tool with the text as its last argument's file; returns all that it prints.
  func output(_ arguments: String, reading text: String, in folder: String = "/") throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }

    let command = "cd '\(folder)' && \(name) \(arguments) '\(file.path)' 2>&1 </dev/null"
    guard let stream = unsafe popen(command, "re") else { throw CocoaError(.fileReadUnknown) }
    var bytes: [UInt8] = []
    while case let byte = unsafe fgetc(stream), byte != EOF { bytes.append(UInt8(byte)) }
    _ = unsafe pclose(stream)
    return String(decoding: bytes, as: UTF8.self)
  }
}
