import JSON
import Scratch
import Testing

/// The verbs by themselves, as people and scripts use them.
@Suite
struct VerbTests {
  private func mill() throws -> Mill {
    let mill = try Mill()
    try mill.write("a.md", "# Kilns\n\nA damper sets the draught.\n")
    try mill.write("b.md", "# Glazes\n\nA glaze melts.\n")
    return mill
  }

  struct Call: Sendable, CustomTestStringConvertible {
    var words: [String]
    var status: Int32
    var output: String?
    var errors: String?
    var input = ""

    init(
      _ words: String,
      _ status: Int32 = 0,
      output: String? = nil,
      errors: String? = nil,
      input: String = ""
    ) {
      self.words = words.split(separator: " ").map(String.init)
      self.status = status
      self.output = output
      self.errors = errors
      self.input = input
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  private static let twoElements = """
    {"type": "NarrativeText", "text": "a"}
    {"type": "NarrativeText", "text": "b"}
    """

  /// A tokenizer that knows two words.
  private static let model = """
    {"version": "1.0", "pre_tokenizer": {"type": "WhitespaceSplit"},
     "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2}}}
    """

  @Test(arguments: [
    Call("", 64, errors: "USAGE"),
    Call("rnu p.json", 64, errors: "run"),
    Call("run", 64, errors: "PIPELINE"),
    Call("run p.json --jobs 0", 64, errors: "--jobs"),
    Call("run p.json --jbos 2", 64, errors: "--jobs"),
    Call("run p.json --memory lots", 64, errors: "lots"),
    Call("run p.json --max-failed some", 64, errors: "some"),
    Call("run p.json --force=nothing", 64, errors: "nothing"),
    Call("run p.json --set in", 64, errors: "name=value, not 'in'"),
    Call("check p.json --set =3", 64, errors: "'=3'"),
    Call("run p.json --set im=in", 65, errors: "in"),
    Call("check p.json", errors: "in order"),
    Call("check p.json bad.json", 65, errors: "bad.json:1:"),
    Call("check bad.json --json", 65, output: "\"line\": 1"),
    Call("check nothing.json", 66, errors: "nothing.json"),
    Call("run bad.json", 65, errors: "bad.json:1:"),
    Call("plan bad.json", 65, errors: "bad.json:1:"),
    Call("graph bad.json", 65, errors: "bad.json:1:"),
    Call("fmt --check p.json", 1, errors: "p.json"),
    Call("fmt -", output: "\"a\": 1\n", input: "{\"a\":1}"),
    Call("fmt -", 65, errors: "error", input: "{"),
    Call("graph p.json --as svg", output: "<svg"),
    Call("graph p.json --as dot", output: "digraph"),
    Call("graph p.json --as mermaid", output: "flowchart"),
    Call("graph p.json --as json", output: "\"parse\""),
    Call("graph p.json --as png", 64, errors: "svg"),
    Call("describe", output: "by_title"),
    Call("describe folder", output: "max_size"),
    Call("describe floder", 64, errors: "folder"),
    Call("describe --markdown", output: "# Stages"),
    Call("describe fts5 --json", output: "\"settings\""),
    Call("schema", output: "\"$schema\""),
    Call("completions bash", output: "complete -"),
    Call("completions zsh", output: "#compdef stampmill"),
    Call("completions fish", output: "complete -c stampmill"),
    Call("completions tcsh", 64, errors: "bash"),
    Call("manual", output: ".TH"),
    Call("help run", output: "--files-from"),
    Call("version", output: "stampmill "),
    Call("--version", output: "stampmill"),
    Call("version --json", output: "\"pipeline_format\": 1"),
    Call("parse in/a.md", output: "\"Kilns\""),
    Call("parse -", output: "standard input words", input: "standard input words\n"),
    Call("parse - --type md", output: "\"Title\"", input: "# Title\n\nwords\n"),
    Call("parse in/a.md nothing.md in/b.md", 66, output: "\"Glazes\"", errors: "nothing.md"),
    Call("parse in", 65, errors: "'in'"),
    Call("parse -", errors: "'standard input' is empty"),
    Call("parse - --type md", errors: "'standard input' has no text", input: "\n<!-- -->\n"),
    Call("parse in/\u{FFFD}.md", 64, errors: "not valid UTF-8"),
    Call("chunk nothing.jsonl", 66, errors: "nothing.jsonl"),
    Call("chunk", 65, errors: "standard input", input: "no elements"),
    Call("chunk --max-characters 10 --overlap 20", 64, errors: "overlap"),
    Call("chunk --use by_pages", 64, errors: "there are by_title"),
    Call("chunk --set overlap", 64, errors: "name=value, not 'overlap'"),
    Call("chunk --set overlpa=3", 64, errors: "'overlap'"),
    Call("chunk --set overlap=many", 64, errors: "overlap"),
    Call("chunk --set use=basic", 64, errors: "'use' is not a setting"),
    Call("chunk --set overlap=1 --set overlap=2", 64, errors: "given twice"),
    Call("chunk --max-characters 9 --set max_characters=10", 64, errors: "given twice"),
    Call("chunk --compat --set leave_out=[]", errors: "holds no elements"),
    Call("chunk /dev/stdin", output: "\"a\\n\\nb\"", input: twoElements),
    Call("chunk", 65, errors: "or the file is one list", input: "{\n\"type\": \"Text\"\n}"),
    Call("chunk --set max_tokens=9 --set tokenizer=nowhere", 64, errors: "nowhere"),
    Call("chunk --use whole_document", output: "\"a\\n\\nb\"", input: twoElements),
    Call("chunk --compat --set max_characters=1", output: "\"text\":\"b\"", input: twoElements),
    Call(
      "chunk --summary",
      output: "\"a\\n\\nb\"",
      errors: "{\"documents\":1,\"elements\":2,\"chunks\":1,\"characters\":{\"found\":2,\"own\":2}",
      input: twoElements
    ),
    Call("embed", 64, errors: "'--model'"),
    Call("embed --model in/nowhere", 69, errors: "nowhere"),
    Call("embed --model in", 69, errors: "no model 'in'"),
    Call("embed --model in --to v.csv", 64, errors: "'.npy'"),
    Call("tokenize", 64, errors: "'--tokenizer'"),
    Call("tokenize --tokenizer nowhere", 66, errors: "nowhere"),
    Call("tokenize --tokenizer in", 66, errors: "neither 'tokenizer.json' nor 'vocab.txt'"),
    Call("tokenize --tokenizer bad.json", 65, errors: "bad.json:1:1 is damaged"),
    Call("tokenize --tokenizer model nothing.txt", 66, errors: "nothing.txt"),
    Call("tokenize --tokenizer model", output: "1 2 0\n", input: "a b c\n"),
    Call("tokenize --tokenizer model --count", output: "3\n0\n1\n", input: "a b c\n\na"),
    Call("tokenize --tokenizer model --whole --count", output: "4\n", input: "a b c\n\na"),
    Call("tokenize --tokenizer model --as tokens", output: "a ?\n", input: "a c\n"),
    Call(
      "tokenize --tokenizer model --json",
      output: "{\"ids\":[2],\"tokens\":[\"b\"],\"offsets\":[[1,2]],\"type_ids\":[0]}\n",
      input: " b\n"
    ),
    Call("tokenize --tokenizer model --about", output: "\"vocabulary\": 3"),
    Call("tokenize --tokenizer model --as words", 64, errors: "ids"),
    Call("models --store none", errors: "there is no model in 'none'"),
    Call("models list --store none --json", output: "[]\n"),
    Call("models lst", 64, errors: "not 'lst'; did you"),
    Call("models verify --store none", output: ""),
    Call("models verify --store none small", 69, errors: "scripts/fetch-model"),
    Call("models path --store none small", 69, errors: "models import PATH --name small"),
    Call("models path --store none", 64, errors: "takes one word: the model"),
    Call("models path --store none ../x", 64, errors: "cannot be the name of a model"),
    Call("models import --store none nowhere.zip", 66, errors: "nowhere.zip"),
    Call("models import --store none", 64, errors: "the folder or archive"),
    Call("models import --store none p.json", 65, errors: "no archive of a known kind"),
    Call("models import --store none in", 65, errors: "it holds no model"),
    Call("models import --store none model", 65, errors: "it holds no model"),
    Call("models import --store p.json small", 66, errors: "small"),
    Call("plan p.json", output: "2 new"),
    Call("plan p.json --exit-code", 1, output: "2 new"),
    Call("plan p.json --resolved", output: "\"max_characters\": 300"),
    Call("run p.json -n", output: "2 new"),
    Call("search out damper", 66, errors: "out"),
    Call("verify out", 66, errors: "out"),
    Call("verify in", 66, errors: "manifest.json"),
    Call("-C in parse a.md", output: "Kilns"),
    Call("-C nowhere parse a.md", 66, errors: "nowhere"),
  ])
  func calls(call: Call) throws {
    let mill = try mill()
    try mill.folder.write("bad.json", Array("{ \"stagse\": {} }".utf8))
    try mill.folder.write("model/tokenizer.json", Array(Self.model.utf8))
    let outcome = try mill.start(call.words, input: Array(call.input.utf8)).wait()
    #expect(outcome.status == call.status, "\(outcome.text)\(outcome.errors)")
    if let output = call.output { #expect(outcome.text.contains(output), "\(outcome.text)") }
    if let errors = call.errors { #expect(outcome.errors.contains(errors), "\(outcome.errors)") }
    if call.output == nil { #expect(outcome.text == "") }
    if call.errors == nil, call.status == 0 { #expect(outcome.errors == "") }
    #expect(!mill.folder.exists("out"), "none of these writes outputs")
  }

  @Test(arguments: [
    "run", "plan", "check", "verify", "search", "graph", "describe", "schema", "fmt", "parse",
    "chunk", "tokenize", "models", "preview", "version", "help", "completions", "manual",
  ])
  func everyVerbHasHelp(verb: String) throws {
    let mill = try Mill()
    let outcome = try mill.stampmill(verb, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("stampmill \(verb)"))
    #expect(outcome.errors == "")
    #expect(try mill.stampmill(verb, "--no-such-option").status == 64)
  }

  @Test func parseIntoChunk() throws {
    let mill = try mill()
    let outcome = try mill.shell("\"$MILL\" parse in/a.md in/b.md | \"$MILL\" chunk")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { _ = try JSONParser.value(Array(line.utf8), file: "line") }
    // A run writes the very same elements.
    try mill.run()
    let parsed = try mill.shell("cd in && \"$MILL\" parse a.md b.md")
    #expect(parsed.text.split(separator: "\n").count > 2)
  }

  /// Blocks are read on all processors; one alone makes the same chunks of them.
  @Test(arguments: ["", " --compat", " --use by_sentences --set sentences=3"])
  func chunksDoNotDependOnThreads(options: String) throws {
    let mill = try Mill()
    let lines = (0..<6000).map { number in
      let words = (0...(number % 40)).map { "word\($0 * number % 977)" }.joined(separator: " ")
      let kind = number % 9 == 0 ? "Title" : "NarrativeText"
      return "{\"type\":\"\(kind)\",\"text\":\"\(words).\"}"
    }
    try mill.folder.write("elements.jsonl", Array(lines.joined(separator: "\n").utf8))
    let outcome = try mill.shell(
      """
      one=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
      taskset -c "$one" "$MILL" chunk elements.jsonl\(options) > one.jsonl &&
      "$MILL" chunk elements.jsonl\(options) > all.jsonl && cmp one.jsonl all.jsonl && wc -l < one.jsonl
      """
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try #require(Int(outcome.text.filter(\.isNumber))) > 500)
  }

  @Test func search() throws {
    let mill = try mill()
    try mill.run()
    let found = try mill.stampmill("search", "out", "damper")
    #expect(found.status == 0)
    #expect(found.text.contains("a.md"))
    #expect(found.text.contains("[damper]"))
    #expect(!found.text.contains("\u{1B}"))
    let colored = try mill.stampmill("search", "out", "damper", "--color", "always")
    #expect(colored.text.contains("\u{1B}[1;33mdamper\u{1B}[0m"))
    let nothing = try mill.stampmill("search", "out", "unheard-of")
    #expect(nothing.status == 1)
    #expect(nothing.text == "")
    #expect(nothing.errors.contains("nothing found"))
    let json = try mill.json(["search", "out/words.sqlite", "glaz*", "--json"])
    #expect(json.elements?.first?["path"]?.string == "b.md")
    #expect(try mill.stampmill("search", "p.json", "word").status == 65)
    #expect(try mill.stampmill("search", "nowhere", "word").status == 66)
    #expect(try mill.stampmill("search", "out", "\"").status == 64)
  }

  @Test func planSaysNothingToDo() throws {
    let mill = try mill()
    try mill.run()
    let plan = try mill.stampmill("plan", "p.json", "--exit-code")
    #expect(plan.status == 0)
    #expect(plan.text.contains("nothing to do"))
  }

  @Test func fmtMakesWhatCheckAccepts() throws {
    let mill = try mill()
    #expect(try mill.stampmill("fmt", "--check", "p.json").status == 1)
    #expect(try mill.stampmill("fmt", "p.json").status == 0)
    #expect(try mill.stampmill("fmt", "--check", "p.json").status == 0)
    #expect(mill.folder.files() == ["in/a.md", "in/b.md", "p.json"])
    try mill.run()
  }

  /// Each event is one line of JSON with a version and a type.
  @Test func events() throws {
    let mill = try mill()
    try mill.folder.write("in/bad.txt", [0x61, 0x01, 0x02, 0x03, 0x0A])
    let outcome = try mill.run("--progress", "json")
    #expect(outcome.text == "")
    var types: Set<String> = []
    for line in outcome.errors.split(separator: "\n") {
      let event = try JSONParser.value(Array(line.utf8), file: "event")
      #expect(event["v"]?.integer == 1)
      types.insert(try #require(event["t"]?.string))
    }
    #expect(types.isSuperset(of: ["plan", "item", "output", "end"]))
    let both = try mill.run("--progress", "json", "--json")
    #expect(try JSONParser.value(both.output, file: "report")["status"]?.string == "done")
  }

  @Test func quietAndVerbose() throws {
    let mill = try mill()
    let quiet = try mill.run("-q")
    #expect(quiet.text == "" && quiet.errors == "")
    let verbose = try mill.run("-v")
    #expect(verbose.errors.contains("of memory at most"))
    #expect(verbose.text == "")
  }

  @Test func reports() throws {
    let mill = try mill()
    try mill.run("--report", "report.json")
    let report = try JSONParser.value(try #require(mill.folder.bytes("report.json")), file: "r")
    #expect(report["documents"]?["known"]?.integer == 2)
    #expect(mill.folder.bytes("report.json") == mill.folder.bytes("out/.stampmill/report.json"))
    let page = String(
      decoding: try #require(mill.folder.bytes("out/.stampmill/report.html")),
      as: UTF8.self
    )
    #expect(page.contains("<svg"))
  }

  /// A reader that has seen enough is no trouble.
  @Test(arguments: ["parse in/*", "describe --markdown", "schema", "manual", "plan p.json -v"])
  func readerThatLeaves(words: String) throws {
    let mill = try Mill()
    for index in 0..<3000 { try mill.write("\(index).md", "# Title\n\nwords and words\n") }
    let outcome = try mill.shell("{ \"$MILL\" \(words); echo $? > status; } | head -1")
    #expect(outcome.errors == "")
    #expect(!outcome.text.isEmpty)
    #expect(mill.folder.bytes("status") == Array("0\n".utf8))
  }

  @Test func fullDevice() throws {
    let outcome = try mill().shell("\"$MILL\" schema > /dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("No space left"))
  }
}
