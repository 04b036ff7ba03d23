import Scratch
import Testing

/// `snapshot pack` writes nowhere where something would be lost.
struct PackTargetTests {
  private let mill: Mill
  private let words: [String]

  init() throws {
    mill = try Mill()
    words = try mill.packWords(rows: 3000, to: "")
  }

  private func pack(to target: String, _ more: String...) throws -> ProgramOutcome {
    try mill.start(words.dropLast() + [target] + more).wait()
  }

  @Test(arguments: ["v.npy", "./p.jsonl", "link", "v"])
  func inputsAreKept(target: String) throws {
    try mill.folder.write("v.checksum", Array("0\n".utf8))
    let vectors = mill.folder.bytes("v.npy")
    try mill.folder.link("link", to: "v.npy")
    let outcome = try pack(to: target, "--ids", "v.checksum")
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains("it is read for the snapshot, and would be lost"))
    #expect(mill.folder.bytes("v.npy") == vectors && mill.folder.bytes("v.checksum")?.count == 2)
  }

  @Test func whatIsNoFileIsKept() throws {
    _ = try ChildProcess("mkfifo \"$1\"; echo", [mill.folder("pipe")]).readLine()
    let pipe = try pack(to: "pipe")
    #expect(pipe.status == 73 && pipe.errors.contains("it is a named pipe, not a regular file"))
    let folder = try pack(to: "in")
    #expect(folder.status == 73 && folder.errors.contains("it is a folder, not a regular file"))
    #expect(try pack(to: "in/").status == 64)
    #expect(try pack(to: "").status == 64)
  }

  /// The second would rename what the first has not written to its end.
  @Test func oneAtATime() throws {
    let first = try mill.start(
      words.dropLast() + ["k.snapshot", "--ef-construct", "2000", "--threads", "1"]
    )
    #expect(mill.wait(for: ".k.snapshot.stampmill-new", of: first))
    let second = try pack(to: "k.snapshot")
    #expect(second.status == 75, "\(second.errors)")
    #expect(second.errors.contains("'k.snapshot' is being written by another process"))
    #expect(try pack(to: "other.snapshot").status == 0)
    #expect(first.wait().status == 0)
    #expect(try mill.stampmill("snapshot", "verify", "k.snapshot").status == 0)
    #expect(mill.folder.files().filter { $0.hasSuffix("-lock") } == [])
  }

  @Test func troubleNamesTheLine() throws {
    try mill.folder.write("two.jsonl", Array("{\"a\":1}\n\n{\"a\":1,\"a\":2}\n".utf8))
    let head = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(head.utf8.count), 0] + Array(head.utf8)
      + [0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x3F]
    try mill.folder.write("two.npy", bytes)
    let outcome = try mill.stampmill(
      "snapshot",
      "pack",
      "--vectors",
      "two.npy",
      "--payloads",
      "two.jsonl",
      "--to",
      "x"
    )
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("point 2 ('two.jsonl', line 3) has a payload"))
  }
}
