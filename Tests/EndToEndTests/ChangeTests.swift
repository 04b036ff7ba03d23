import Scratch
import Testing

/// What changes among the documents shows in the plan with its reason, and in the outputs as if they
/// had been made from nothing.
@Suite
struct ChangeTests {
  /// A name in its other normal form is another path.
  @Test func renameBetweenNormalForms() throws {
    let mill = try Mill()
    let (composed, decomposed) = ("\u{E9}.md", "e\u{301}.md")
    try mill.write(composed, "accent\n")
    try mill.write("z.md", "zed\n")
    try mill.run()
    try mill.folder.rename("in/\(composed)", to: "in/\(decomposed)")
    try mill.run()
    try mill.expectSettled("renamed")
    try mill.write(composed, "accent\n")
    try mill.run()
    try mill.expectSettled("both")
  }

  /// `plan` says of copies what `run` then counts.
  @Test func copiesOfWhatWasThere() throws {
    let mill = try Mill()
    try mill.write("y.md", "first\n")
    try mill.run()
    try mill.write("y.md", "second\n")
    try mill.write("s1.md", "first\n")
    try mill.write("s2.md", "first\n")
    #expect(
      try mill.plan().reasons == ["y.md": "changed", "s1.md": "new", "s2.md": "duplicate"]
    )
    #expect(try mill.run().errors.contains("1 new, 1 changed, 1 duplicate"))
    try mill.write("y.md", "third, and longer\n")
    try mill.write("a.md", "third, and longer\n")
    #expect(try mill.plan().reasons == ["y.md": "changed", "a.md": "duplicate"])
    #expect(try mill.run().errors.contains("1 changed, 1 duplicate"))
    try mill.write("s3.md", "first\n")
    try mill.write("s4.md", "first\n")
    #expect(try mill.plan().reasons == ["s3.md": "duplicate", "s4.md": "duplicate"])
    #expect(try mill.run().errors.contains("2 duplicate"))
    try mill.expectSettled()
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Lines of shell, run in the folder of the documents.
    var script: String
    var reasons: [String: String]
    /// In which documents words are found afterwards.
    var found: [String: Set<String>]

    init(
      _ description: String,
      _ script: String,
      _ reasons: [String: String],
      _ found: [String: Set<String>] = [:]
    ) {
      testDescription = description
      self.script = script
      self.reasons = reasons
      self.found = found
    }
  }

  static let changes = [
    Change("nothing", "true", [:], ["alpha": ["a.md"]]),
    Change("new", "echo golf > g.md", ["g.md": "new"], ["golf": ["g.md"]]),
    Change("new and empty", ": > g.md", ["g.md": "new"]),
    Change("deleted", "rm a.md", ["a.md": "deleted"], ["alpha": [], "bravo": ["b.md"]]),
    Change(
      "a folder deleted",
      "rm -r sub",
      ["sub/c.md": "deleted", "sub/deep/d.txt": "deleted"],
      ["charlie": [], "delta": []]
    ),
    Change("all deleted", "rm -r *", allDeleted, ["alpha": [], "common": []]),
    Change("renamed", "mv a.md z.md", ["z.md": "renamed"], ["alpha": ["z.md"]]),
    Change("case renamed", "mv a.md A.md", ["A.md": "renamed"], ["alpha": ["A.md"]]),
    Change(
      "moved",
      "mkdir other && mv sub/c.md other/",
      ["other/c.md": "renamed"],
      ["charlie": ["other/c.md"]]
    ),
    Change(
      "a folder renamed",
      "mv sub bus",
      ["bus/c.md": "renamed", "bus/deep/d.txt": "renamed"],
      ["charlie": ["bus/c.md"], "delta": ["bus/deep/d.txt"]]
    ),
    Change(
      "renamed to another suffix",
      "mv a.md a.txt",
      ["a.txt": "renamed"],
      ["alpha": ["a.txt"]]
    ),
    Change(
      "renamed and changed",
      "mv a.md z.md && echo zulu >> z.md",
      ["a.md": "deleted", "z.md": "new"],
      ["alpha": ["z.md"], "zulu": ["z.md"]]
    ),
    Change(
      "names swapped",
      "mv a.md x && mv b.md a.md && mv x b.md",
      ["a.md": "changed", "b.md": "changed"],
      ["alpha": ["b.md"], "bravo": ["a.md"]]
    ),
    Change(
      "another put in its place",
      "mv b.md a.md",
      ["a.md": "changed", "b.md": "deleted"],
      ["alpha": [], "bravo": ["a.md"]]
    ),
    Change("duplicated", "cp a.md a2.md", ["a2.md": "duplicate"], ["alpha": ["a.md", "a2.md"]]),
    Change(
      "duplicated under an earlier name",
      "cp b.md a0.md",
      ["a0.md": "duplicate"],
      ["bravo": ["a0.md", "b.md"]]
    ),
    Change(
      "duplicated twice",
      "cp a.md a2.md && cp a.md a3.md",
      ["a2.md": "duplicate", "a3.md": "duplicate"],
      ["alpha": ["a.md", "a2.md", "a3.md"]]
    ),
    Change(
      "the first of two equal ones deleted",
      "rm t1.md",
      ["t1.md": "deleted"],
      ["tango": ["t2.md"]]
    ),
    Change(
      "the second of two equal ones deleted",
      "rm t2.md",
      ["t2.md": "deleted"],
      ["tango": ["t1.md"]]
    ),
    Change(
      "both equal ones deleted",
      "rm t1.md t2.md",
      ["t1.md": "deleted", "t2.md": "deleted"],
      ["tango": []]
    ),
    Change(
      "the first of two equal ones renamed",
      "mv t1.md u.md",
      ["u.md": "renamed"],
      ["tango": ["t2.md", "u.md"]]
    ),
    Change(
      "the first of two equal ones changed",
      "echo uniform > t1.md",
      ["t1.md": "changed"],
      ["tango": ["t2.md"], "uniform": ["t1.md"]]
    ),
    Change(
      "made equal to another",
      "cp a.md b.md",
      ["b.md": "changed"],
      ["alpha": ["a.md", "b.md"], "bravo": []]
    ),
    Change("touched", "touch a.md", [:], ["alpha": ["a.md"]]),
    Change("touched to be old", "touch -d 2001-01-01 a.md t1.md", [:], ["alpha": ["a.md"]]),
    Change("rewritten with the same", "cp a.md x && cat x > a.md && rm x", [:]),
    Change("replaced by the same", "cp a.md x && mv x a.md", [:], ["alpha": ["a.md"]]),
    Change("changed", "echo more >> a.md", ["a.md": "changed"], ["more": ["a.md"]]),
    Change(
      "changed in place at the same size and time",
      "touch -r a.md /tmp/$$ && sed -i s/alpha/omega/ a.md && touch -r /tmp/$$ a.md; rm /tmp/$$",
      ["a.md": "changed"],
      ["omega": ["a.md"], "alpha": []]
    ),
    Change("emptied", ": > a.md", ["a.md": "changed"], ["alpha": []]),
    Change(
      "a folder in the place of a file",
      "mv a.md x && mkdir a.md && mv x a.md/a.md",
      ["a.md/a.md": "renamed"],
      ["alpha": ["a.md/a.md"]]
    ),
    Change("become hidden", "mv a.md .a.md", ["a.md": "deleted"], ["alpha": []]),
  ]

  private static let allDeleted = Dictionary(
    uniqueKeysWithValues: ["a.md", "b.md", "sub/c.md", "sub/deep/d.txt", "t1.md", "t2.md"]
      .map { ($0, "deleted") }
  )

  private func mill() throws -> Mill {
    let mill = try Mill()
    try mill.write("a.md", "# Title\n\nalpha common\n")
    try mill.write("b.md", "# Title\n\nbravo common\n")
    try mill.write("sub/c.md", "# Title\n\ncharlie common\n")
    try mill.write("sub/deep/d.txt", "delta common\n")
    for twin in ["t1.md", "t2.md"] { try mill.write(twin, "# Twin\n\ntango common\n") }
    return mill
  }

  private func apply(_ script: String, _ mill: Mill) throws {
    let outcome = try mill.shell("cd in && \(script)")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: changes)
  func shows(change: Change) throws {
    let mill = try mill()
    try mill.run()
    try mill.expectSettled("before", isFresh: false)
    let before = try mill.hashes()
    try apply(change.script, mill)
    let plan = try mill.plan()
    #expect(plan.reasons == change.reasons)
    #expect(plan.hasWork == !change.reasons.isEmpty)
    try mill.run()
    for (word, paths) in change.found { #expect(try mill.find(word) == paths, "\(word)") }
    try mill.expectSettled()
    if change.reasons.isEmpty { #expect(try mill.hashes() == before) }
  }

  @Test func changeAndRevert() throws {
    let mill = try mill()
    try mill.run()
    let before = try mill.hashes()
    try apply("cp -a a.md ../kept && echo more >> a.md", mill)
    try mill.run()
    #expect(try mill.hashes() != before)
    try apply("cp -a ../kept a.md", mill)
    #expect(try mill.plan().reasons == ["a.md": "changed"])
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
    // Reverted before any run has seen it, it is no change at all.
    try apply("echo more >> a.md && cp ../kept a.md", mill)
    #expect(try !mill.plan().hasWork)
  }

  @Test func deleteAndBringBack() throws {
    let mill = try mill()
    try mill.run()
    let before = try mill.hashes()
    try apply("mv a.md ../kept", mill)
    try mill.run()
    try apply("mv ../kept a.md", mill)
    #expect(try mill.plan().reasons == ["a.md": "new"])
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  /// The files have been calm for long enough to be known by their looks.
  @Test func calmFilesThatChangeSecretly() throws {
    let mill = try mill()
    OwnProcess.block(milliseconds: 2_100)
    try mill.run()
    try apply("touch -r a.md ../time && sed -i s/alpha/omega/ a.md && touch -r ../time a.md", mill)
    #expect(try mill.plan().reasons == ["a.md": "changed"])
    try mill.run()
    #expect(try mill.find("omega") == ["a.md"])
    try mill.expectSettled()
  }

  /// Many changes of many kinds, one after the other.
  @Test(arguments: [5, 6, 7] as [UInt64])
  func manyChanges(seed: UInt64) throws {
    let mill = try Mill()
    var corpus = Corpus(documents: 40, seed: seed)
    for round in 0..<6 {
      try corpus.write(to: mill.folder)
      try mill.run()
      try mill.expectSettled("round \(round)")
      corpus.change(12)
    }
  }
}
