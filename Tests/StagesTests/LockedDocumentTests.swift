import Pipeline
import Stages
import Testing

@Suite struct `A locked Word file` {
  /// The beginning of a file as Word encrypts it: an old container with a stream of a telling name.
  private static func container(_ stream: String) -> [UInt8] {
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
      + stream.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
  }

  @Test(arguments: [
    ("EncryptedPackage", "docx", "locked"), ("EncryptedPackage", "bin", "locked"),
    ("WordDocument", "doc", "unsupported"), ("WordDocument", "docx", "unsupported"),
  ])
  func `fails with a reason of its own`(stream: String, hint: String, reason: String) async {
    let content = FileContent(bytes: Self.container(stream), hint: hint)
    await #expect {
      try await ParseDocument().process(content, StepContext(path: "a"))
    } throws: {
      ($0 as? StageFailure)?.reason == reason
    }
  }
}
