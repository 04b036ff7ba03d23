import Scratch
import SystemIO
import Testing

/// Troublesome inputs: each is named with a reason, and everything else is done.
@Suite
struct TroubleTests {
  struct Trouble: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Lines of shell, run in the folder of the documents.
    var script: String
    /// What must stand in the messages of the run.
    var message: String?
    /// What must stand in `failures.jsonl`; nil when nothing fails.
    var failure: String?
    /// What is said in `plan` of something that is no document.
    var remark: [String: String]

    init(
      _ description: String,
      _ script: String,
      message: String? = nil,
      failure: String? = nil,
      remark: [String: String] = [:]
    ) {
      testDescription = description
      self.script = script
      self.message = message
      self.failure = failure
      self.remark = remark
    }
  }

  static let troubles = [
    Trouble(
      "bytes that are no text",
      #"printf 'a\001\002\003b\n' > bad.txt"#,
      message: "bad.txt",
      failure: #""document":"bad.txt""#
    ),
    Trouble("an empty file", ": > empty.md"),
    Trouble("a pipe", "mkfifo pipe.md", remark: ["pipe.md": "fifo"]),
    Trouble("a dangling link", "ln -s nowhere link.md", remark: ["link.md": "dangling"]),
    Trouble("a link to itself", "ln -s link.md link.md", remark: ["link.md": "link"]),
    Trouble("a loop of folders", "mkdir d && ln -s .. d/up", remark: ["d/up": "loop"]),
    Trouble("a link out of the folder", "ln -s /etc etc", remark: ["etc": "out of"]),
    Trouble(
      "a file over max_size",
      "head -c 200000 /dev/zero | tr '\\0' a > big.txt",
      message: "max_size",
      failure: #""reason":"too-large""#
    ),
    Trouble(
      "a line of a gigabyte",
      "truncate -s 1000000000 line.txt",
      message: "'line.txt' has 1000000000 bytes and 'max_size' is 100kB",
      failure: #""reason":"too-large""#
    ),
    Trouble(
      "two files of more bytes than a sum can hold",
      "truncate -s 4E a.txt 2>/dev/null && truncate -s 4E b.txt && truncate -s 4E c.txt || truncate -s 8T a.txt",
      message: "max_size",
      failure: #""reason":"too-large""#
    ),
    Trouble(
      "a name that is not UTF-8",
      #"echo x > "$(printf 'n\377me.md')""#,
      message: "UTF-8",
      failure: #""reason":"name""#
    ),
    Trouble("a newline in a name", "echo newline > 'a\nb.md'"),
    Trouble("quotes in a name", #"echo x > 'a"b'"'"'c\d.md'"#),
    Trouble("emoji in a name", "echo x > '🦊 🇩🇪.md'"),
    Trouble("a name in two normal forms", #"echo x > "$(printf 'u\314\210.md')"; echo y > ü.md"#),
    Trouble("names that differ in case", "echo x > N.md; echo y > n.md"),
    Trouble("a name like an option", "echo x > -rf; echo y > --help.md"),
    Trouble("a name like a URL", "mkdir file: && echo x > 'file:/a?b=c#d%20.md'"),
    Trouble("a long line", "head -c 99000 /dev/zero | tr '\\0' x > long.txt"),
    Trouble("a long name", "echo x > $(head -c 250 /dev/zero | tr '\\0' n).md"),
    Trouble(
      "Markdown that would take too long",
      "yes 'x <?' | head -n 20000 | tr -d '\\n' > odd.md",
      message: "warning: parse: 'odd.md' is not read as Markdown"
    ),
    Trouble("no newline at the end", "printf 'last words' > last.md"),
    Trouble("a byte order mark", #"printf '\357\273\277# T\n\nwords\n' > bom.md"#),
  ]

  private static let pipeline = Mill.pipeline(
    files: #""files": { "use": "folder", "path": "${in}", "max_size": "100kB" }"#
  )

  @Test(arguments: troubles)
  func isNamedAndPassedOver(trouble: Trouble) throws {
    let mill = try Mill(Self.pipeline)
    try mill.write("good.md", "# Title\n\ngoodness\n")
    let setUp = try mill.shell("cd in && \(trouble.script)")
    try #require(setUp.status == 0, "\(setUp.errors)")
    for (path, reason) in trouble.remark {
      let remarks = try mill.plan().remarks
      #expect(remarks[path]?.contains(reason) == true, "\(remarks)")
    }
    let outcome = try mill.run()
    if let message = trouble.message { #expect(outcome.errors.contains(message)) }
    let failures = String(
      decoding: try #require(mill.folder.bytes("out/failures.jsonl")),
      as: UTF8.self
    )
    if let failure = trouble.failure {
      #expect(failures.contains(failure), "\(failures)")
    } else {
      #expect(failures.isEmpty)
    }
    #expect(try mill.find("goodness") == ["good.md"])
    let verification = try mill.stampmill("verify", "out")
    #expect(verification.status == 0, "\(verification.errors)")
    #expect(try mill.hashes() == mill.freshHashes())
    // Another run gives the same, and the trouble does not count as a change.
    let before = try mill.hashes()
    let second = try mill.plan()
    #expect(!second.hasWork, "\(second)")
    try mill.run()
    #expect(try mill.hashes() == before)
  }

  @Test func socketIsNoDocument() throws {
    let mill = try Mill()
    try mill.write("good.md", "goodness\n")
    try mill.folder.makeSocket("in/s.md")
    #expect(try mill.plan().remarks["s.md"]?.contains("socket") == true)
    try mill.run()
    try mill.expectSettled()
  }

  /// A document that is too bad counts against the budget, the others are published all the same.
  @Test func budget() throws {
    let mill = try Mill(Mill.pipeline(limits: #"{ "failed": 0 }"#))
    try mill.write("good.md", "goodness\n")
    try mill.folder.write("in/bad.txt", [0x61, 0x01, 0x02, 0x03, 0x0A])
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("bad.txt"))
    #expect(try mill.find("goodness") == ["good.md"])
    #expect(try mill.stampmill("run", "p.json").status == 1)
    #expect(try mill.stampmill("run", "p.json", "--max-failed", "1").status == 0)
    #expect(try mill.stampmill("run", "p.json", "--max-failed", "50%").status == 0)
    try mill.folder.remove("in/bad.txt")
    try mill.run()
    try mill.expectSettled()
  }

  @Test func onErrorFailEndsTheRun() throws {
    let mill = try Mill(
      Mill.pipeline(parse: #""parse": { "use": "document", "from": "files", "on_error": "fail" }"#)
    )
    try mill.write("good.md", "goodness\n")
    try mill.run()
    let before = try mill.hashes()
    try mill.folder.write("in/bad.txt", [0x61, 0x01, 0x02, 0x03, 0x0A])
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("'bad.txt' failed in 'parse'"), "\(outcome.errors)")
    #expect(try mill.hashes() == before)
    try mill.folder.remove("in/bad.txt")
    try mill.run()
    try mill.expectSettled()
  }

  /// What a failed document says is the same wherever equal bytes lie and whoever came first.
  @Test func failuresOfEqualDocuments() throws {
    let mill = try Mill()
    let bad: [UInt8] = [0x61, 0x01, 0x02, 0x03, 0x0A]
    try mill.folder.write("in/m.txt", bad)
    try mill.run()
    try mill.folder.write("in/a.txt", bad)
    try mill.folder.write("in/z.txt", bad)
    try mill.run()
    #expect(try mill.hashes() == mill.freshHashes("--jobs", "1"))
    try mill.folder.rename("in/m.txt", to: "in/n.txt")
    try mill.run()
    #expect(try mill.hashes() == mill.freshHashes())
    let failures = String(decoding: mill.folder.bytes("out/failures.jsonl") ?? [], as: UTF8.self)
    for name in ["a.txt", "n.txt", "z.txt"] { #expect(failures.contains("'\(name)' looks")) }
    #expect(!failures.contains("m.txt"))
  }

  @Test func longLine() throws {
    let isSoak = environmentVariable("STAMPMILL_SOAK") != nil
    let mill = try Mill(
      Mill.pipeline(files: #""files": { "use": "folder", "path": "${in}", "max_size": "2GB" }"#)
    )
    try mill.write("good.md", "goodness\n")
    let size = isSoak ? 1_000_000_000 : 20_000_000
    let line = "yes 'clay slip glaze' | tr '\\n' ' ' | head -c \(size) > in/long.txt"
    try #require(try mill.shell(line).status == 0)
    let outcome = try mill.stampmill("run", "p.json")
    // It is either done or refused by name; it never takes the run with it.
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.find("goodness") == ["good.md"])
    #expect(try mill.stampmill("verify", "out").status == 0)
  }
}
