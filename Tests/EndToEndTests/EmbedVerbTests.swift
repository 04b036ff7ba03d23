import JSON
import ModelFixtures
import Scratch
import Testing

/// Lines become vectors from the command line, whatever their number and length.
struct EmbedVerbTests {
  private let mill: Mill

  init() throws {
    mill = try Mill()
    try SmallModel().write(to: mill.folder, "model")
  }

  private func embed(_ words: String, input: String) throws -> ProgramOutcome {
    let words = ["embed", "--model", "./model"] + words.split(separator: " ").map(String.init)
    return try mill.start(words, input: Array(input.utf8)).wait()
  }

  /// The head of a matrix and how many bytes of numbers follow.
  private func matrix(_ name: String) throws -> (head: String, numbers: Int) {
    let bytes = try #require(mill.folder.bytes(name))
    let head = String(decoding: bytes[10..<128], as: UTF8.self)
    return (head.trimmingSpaces, bytes.count - 128)
  }

  @Test func linesAreCounted() throws {
    let outcome = try embed("--to v.npy", input: "a\n\nab ab\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors == "3 texts of 11 tokens\n")
    #expect(outcome.text == "")
    #expect(try matrix("v.npy").numbers == 3 * 4 * 4)
    #expect(
      try matrix("v.npy").head == "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }"
    )
    #expect(try embed("--to v.npy --quiet", input: "a").errors == "")
    #expect(try matrix("v.npy").head.contains("(1, 4)"))
    #expect(try embed("--to v.npy", input: "").errors == "0 texts of 0 tokens\n")
    #expect(try matrix("v.npy").head.contains("(0, 4)"))
  }

  @Test(arguments: [("f32", "<f4", 4), ("f16", "<f2", 2), ("int8", "|i1", 1)])
  func typesOfNumbers(type: String, descriptor: String, size: Int) throws {
    #expect(try embed("--to v.npy --type \(type) --dimensions 3", input: "a\nb\n").status == 0)
    let (head, numbers) = try matrix("v.npy")
    #expect(head == "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (2, 3), }")
    #expect(numbers == 2 * 3 * size)
  }

  @Test func longLines() throws {
    let long = Array(repeating: "a", count: 30).joined(separator: " ")
    let input = "a\n\(long)\n"
    let cut = try embed("--to v.jsonl", input: input)
    #expect(cut.errors == "warning: 1 of 2 texts was cut by 23 tokens; 12 were read\n")
    let lines = String(decoding: mill.folder.bytes("v.jsonl") ?? [], as: UTF8.self).split(
      separator: "\n"
    )
    #expect(lines.last?.hasPrefix("{\"tokens\":9,\"cut\":23,") == true, "\(lines)")
    let summary = try embed("--to v.jsonl --json", input: input)
    #expect(
      try JSONParser.value(Array(summary.text.utf8), file: "summary") == [
        "texts": 2, "tokens": 12, "cut_texts": 1, "cut_tokens": 23, "split_texts": 0, "pieces": 2,
      ]
    )
    let refused = try embed("--to w.npy --on-truncate error", input: input)
    #expect(refused.status == 65)
    #expect(refused.errors.contains("line 2 has 23 tokens more than the model takes"))
    #expect(!mill.folder.exists("w.npy"))
    let split = try embed("--to v.jsonl --on-truncate split", input: input)
    #expect(split.errors == "2 texts of 43 tokens; 1 of them in 5 pieces\n")
  }

  @Test func manyEmptyLinesAndOneWithoutEnd() throws {
    let many = try mill.shell(
      "yes '' | head -n 300000 | \"$MILL\" embed --model ./model --to v.npy"
    )
    #expect(many.errors == "300000 texts of 600000 tokens\n")
    #expect(try matrix("v.npy").numbers == 300_000 * 16)
    let words = "yes a | head -n 4000000 | tr '\\n' ' '"
    let long = try mill.shell("\(words) | \"$MILL\" embed --model ./model --to v.npy")
    #expect(long.errors == "warning: 1 of 1 texts was cut by 3999993 tokens; 9 were read\n")
  }

  @Test func vectorsComeBeforeTheInputEnds() throws {
    let script = """
      mkfifo lines && { echo a; sleep 20; } > lines & \
      timeout 15 "$MILL" embed --model ./model lines | head -n 1
      """
    let outcome = try mill.shell(script)
    #expect(outcome.text.hasPrefix("{\"tokens\":3,\"vector\":["), "\(outcome.errors)")
  }

  @Test func refusals() throws {
    #expect(try embed("--dimensions 5", input: "a").status == 64)
    #expect(try embed("--to v.csv", input: "a").status == 64)
    #expect(try embed("--prompt query", input: "a").errors.contains("no prompt 'query'"))
    var plain = SmallModel()
    plain["modules.json"] = plain["modules.json"]?.replacing("2_Normalize", with: "2_Dropout")
      .replacing("models.Normalize", with: "models.Dropout")
    try plain.write(to: mill.folder, "model")
    #expect(try embed("--type int8", input: "a").errors.contains("vectors of length 1"))
  }

  @Test func aModelThatIsNotThere() throws {
    let outcome = try mill.start(["embed", "--store", "store", "--model", "minilm"]).wait()
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("scripts/fetch-model"))
    #expect(outcome.errors.contains("stampmill models import"))
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }
}
