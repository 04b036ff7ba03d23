import Scratch
import TestSupport
import Testing
import stampmill

/// The program as a whole, as it stands on the command line.
@Suite struct ProgramTests {
  @Test func declarationIsSound() {
    #expect(declarationFaults == [])
  }

  /// Pages of help, each with the text that was looked at once.
  @Test(arguments: [
    ("help", "help"), ("help run", "help-run"), ("help check", "help-check"),
    ("help search", "help-search"),
    ("describe", "describe"), ("describe by_title", "describe-by_title"),
    ("describe folder", "describe-folder"),
  ])
  func page(words: String, name: String) throws {
    let answer = try Program.run(words)
    #expect(answer.status == 0)
    let path = GoldenFile.folder(of: #filePath) + "/Golden/\(name).txt"
    let difference = try GoldenFile.difference(answer.output, from: path)
    #expect(difference == nil)
  }

  /// What the program ends with, and the first line that it says.
  @Test(
    arguments: [
      ("version", 0, "stampmill 0.1.0"), ("--version", 0, "stampmill 0.1.0"),
      ("check none.json", 66, "none.json: error: the file does not exist"),
      ("run none.json", 66, "none.json: error: the file does not exist"),
      ("describe by_titel", 64, "error: There is no stage 'by_titel'; did you mean 'by_title'?"),
      ("search none word", 66, "error: 'none' does not exist"),
      ("verify none", 66, nil), ("run", 64, nil), ("runn x.json", 64, nil),
      ("run x.json --jobs 0", 64, nil),
      ("run x.json --memory lots", 66, nil),
    ] as [(String, Int32, String?)]
  )
  func answer(words: String, status: Int32, line: String?) throws {
    let answer = try Program.run(words)
    #expect(answer.status == status)
    let first = answer.output.split(separator: "\n").first.map(String.init)
    if let line { #expect(first == line) }
  }

  @Test func problemsComeAsJSONToo() throws {
    let folder = try ScratchFolder()
    try folder.write("p.json", Array("{\n  \"stagse\": {}\n}".utf8))
    let answer = try Program.run("check p.json --json", in: folder.path)
    #expect(answer.status == 65)
    #expect(answer.output.contains("\"pointer\": \"/stagse\""))
    #expect(answer.output.contains("\"line\": 2"))
    #expect(answer.output.contains("did you mean 'stages'?"))
  }

  @Test func strictTakesDoubtsForErrors() throws {
    let folder = try ScratchFolder()
    let text = """
      { "params": { "spare": { "type": "string" } }, "stages": {
        "files": { "use": "folder", "path": "docs" },
        "parse": { "use": "document", "from": "files" },
        "lines": { "use": "jsonl", "from": "parse", "to": "out/a.jsonl" } } }
      """
    try folder.write("p.json", Array(text.utf8))
    #expect(try Program.run("check p.json", in: folder.path).status == 0)
    #expect(try Program.run("check --strict p.json", in: folder.path).status == 65)
  }
}

/// The program that was built beside the tests.
enum Program {
  static func run(_ words: String, in folder: String = "/") throws -> (
    output: String, status: Int32
  ) {
    let tests = CommandLine.arguments[0]
    let program = (tests.lastIndex(of: "/").map { String(tests[...$0]) } ?? "./") + "stampmill"
    // A width of its own, so that pages do not depend on the terminal.
    let script = "cd \"$1\" && shift && COLUMNS=80 NO_COLOR=1 \"$@\" 2>&1 </dev/null"
    let arguments = words.split(separator: " ").map(String.init)
    let child = try ChildProcess(script, [folder, program] + arguments)
    var output = ""
    while let line = child.readLine() { output += line + "\n" }
    return (output, child.wait())
  }
}
