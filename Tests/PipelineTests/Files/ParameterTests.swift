import JSON
import Pipeline
import Stages
import TestSupport
import Testing

/// How values get into a pipeline: parameters, the command line, files, the environment.
@Suite struct ParameterTests {
  /// A pipeline with these parameters, whose settings are the given ones.
  private func pipeline(
    params: String,
    path: String = #""docs""#,
    settings: String = "",
    sets: [String] = []
  ) -> PipelineText {
    var text = PipelineText(
      """
      { "params": { \(params) },
      "stages": {
      "files": { "use": "folder", "path": \(path) },
      "parse": { "use": "document", "from": "files"\(settings) },
      "lines": { "use": "jsonl", "from": "parse", "to": "out/lines.jsonl" } } }
      """,
      kinds: stageKinds
    )
    text.sets = sets
    return text
  }

  private func path(of pipeline: PipelineText) throws -> String? {
    try pipeline.graph().nodes.first { $0.name == "files" }?.instance.resolved
      .first { $0.name == "path" }?.value.string
  }

  /// What stands in the file, and what comes of it.
  @Test(arguments: [
    ("${name}", "alpha"), ("a/${name}/b", "a/alpha/b"), ("${name}${name}", "alphaalpha"),
    ("$${name}/${name}", "${name}/alpha"), ("$$${name}", "$${name}"),
    ("cost $5 ${name}", "cost $5 alpha"),
    ("${name}$", "alpha$"), ("${count}x", "3x"), ("${flag}/${part}", "true/0.5"),
    ("${env:HOME_FOLDER}/x", "home dir/x"), ("${env:EMPTY}x", "x"), ("é${name}ü", "éalphaü"),
    ("${odd}", "${name}"),
  ])
  func substitution(written: String, expected: String) throws {
    var pipeline = pipeline(
      params: """
        "name": { "type": "string", "default": "alpha" },
        "count": { "type": "integer", "default": 3 },
        "flag": { "type": "boolean", "default": true },
        "part": { "type": "number", "default": 0.5 },
        "odd": { "type": "string", "default": "${name}" }
        """,
      path: JSON(written).compact
    )
    pipeline.environment = ["HOME_FOLDER": "home dir", "EMPTY": ""]
    #expect(try path(of: pipeline) == expected)
    // What is printed as resolved is read as the same.
    var again = pipeline
    again.text = try pipeline.graph().resolved.layout()
    #expect(try path(of: again) == expected)
  }

  @Test func loneParameterKeepsItsType() throws {
    let pipeline = pipeline(
      params: #""jobs": { "type": "integer", "default": 3 }"#,
      settings: #", "jobs": "${jobs}""#
    )
    #expect(try pipeline.graph().nodes.first { $0.name == "parse" }?.options.jobs == 3)
    #expect(try pipeline.graph().parameters.map { $0.value } == [3])
  }

  @Test func textWithMoreInItIsText() {
    let pipeline = pipeline(
      params: #""jobs": { "type": "integer", "default": 3 }"#,
      settings: #", "jobs": "1${jobs}""#
    )
    #expect(
      pipeline.problems == [
        "p.json:4:56: error: 'jobs': expected a whole number, found \"13\""
      ]
    )
  }

  /// Values from the command line, by the type of the parameter.
  @Test(arguments: [
    ("string", "a=b", "a=b"), ("path", "x/y", "x/y"), ("integer", "12", "12"),
    ("integer", "-1", "-1"),
    ("number", "1.5", "1.5"), ("boolean", "true", "true"), ("size", "2GiB", "2GiB"),
    ("duration", "5m", "5m"), ("string", "", ""), ("string", "12", "12"), ("model", "m", "m"),
  ])
  func accepted(type: String, text: String, expected: String) throws {
    let pipeline = pipeline(
      params: "\"v\": { \"type\": \"\(type)\" }",
      path: #""x${v}""#,
      sets: ["v=\(text)"]
    )
    #expect(try path(of: pipeline) == "x" + expected)
  }

  @Test(arguments: [
    ("integer", "x", "a whole number, found \"x\""),
    ("integer", "1.5", "a whole number, found 1.5"),
    ("boolean", "yes", "true or false, found \"yes\""), ("number", "", "a number, found \"\""),
    ("size", "12", "a size with its unit, such as \"50MB\" or \"2GiB\", found \"12\""),
    ("duration", "1 week", "a time with its unit, such as \"300s\" or \"2m\", found \"1 week\""),
    ("boolean", "1", "true or false, found 1"), ("number", "[1]", "a number, found [1]"),
  ])
  func refused(type: String, text: String, expected: String) {
    let pipeline = pipeline(
      params: "\"v\": { \"type\": \"\(type)\" }",
      path: #""x${v}""#,
      sets: ["v=\(text)"]
    )
    let said = "--set v=\(text): error: parameter 'v': expected \(expected)"
    #expect(pipeline.problems.first == said)
  }

  /// An expression that a careless matcher would work on for ever.
  @Test(.timeLimit(.minutes(1))) func patternsEnd() {
    let text = String(repeating: "a", count: 60) + "!"
    for pattern in ["(a+)+", "(a|aa)+", "(a*)*b", "(a?){60}a{60}"] {
      let declared = #""t": { "type": "string", "default": "\#(text)", "pattern": "\#(pattern)" }"#
      #expect(pipeline(params: declared, path: #""${t}""#).problems.count == 1)
    }
  }

  @Test func patternHoldsForDefaultsAndForGivenValues() {
    let declared = #""t": { "type": "string", "default": "ab", "pattern": "[a-z]{2}" }"#
    #expect(pipeline(params: declared, path: #""${t}""#).problems == [])
    #expect(
      pipeline(params: declared, path: #""${t}""#, sets: ["t=abc"]).problems == [
        #"--set t=abc: error: parameter 't': "abc" does not match [a-z]{2}"#
      ]
    )
    let wrong = #""t": { "type": "string", "default": "AB", "pattern": "[a-z]{2}" }"#
    #expect(
      pipeline(params: wrong, path: #""${t}""#).problems == [
        #"p.json:1:51: error: parameter 't': "AB" does not match [a-z]{2}"#
      ]
    )
    let number = #""t": { "type": "integer", "pattern": "[0-9]" }"#
    #expect(
      pipeline(params: number, path: #""x${t}""#, sets: ["t=1"]).problems == [
        "p.json:1:52: error: parameter 't': only text has a pattern, and its type is 'integer'"
      ]
    )
  }

  @Test func laterValuesWinOverEarlier() throws {
    var pipeline = pipeline(
      params: #""v": { "type": "string", "default": "default" }"#,
      path: #""${v}""#
    )
    pipeline.files = ["a.json": #"{"$comment": "x", "v": "a"}"#, "b.json": #"{"v": "b"}"#]
    pipeline.parameterFiles = ["a.json", "b.json"]
    #expect(try path(of: pipeline) == "b")
    pipeline.sets = ["v=one", "v=two"]
    #expect(try path(of: pipeline) == "two")
  }

  @Test func mistakesInParameterFilesHaveTheirPlaceThere() {
    var pipeline = pipeline(
      params: #""count": { "type": "integer", "default": 1 }"#,
      path: #""x${count}""#
    )
    pipeline.files = [
      "a.json": "{\n  \"cuont\": 1,\n  \"count\": \"many\"\n}", "list.json": "[1]",
      "slip.json": "{,}",
    ]
    pipeline.parameterFiles = ["a.json", "list.json", "slip.json", "none.json"]
    #expect(
      pipeline.problems == [
        "a.json:2:3: error: the pipeline has no parameter 'cuont'; did you mean 'count'?",
        "a.json:3:12: error: parameter 'count': expected a whole number, found \"many\"",
        "list.json:1:1: error: a parameter file is a JSON object, not a list",
        "slip.json:1:2: error: expected a name in double quotes, found ','",
        "none.json: error: the file does not exist",
      ]
    )
  }

  @Test func unusedParameterIsDoubtful() {
    let pipeline = pipeline(params: #""spare": { "type": "string", "default": "" }"#)
    #expect(pipeline.problems == ["p.json:1:15: warning: parameter 'spare' is not used"])
  }

  @Test func everyMistakeInOneTextIsTold() {
    let pipeline = pipeline(
      params: #""in": { "type": "string" }"#,
      path: #""${inn}/${env:NONE}/${in}""#
    )
    #expect(
      pipeline.problems == [
        "p.json:3:37: error: there is no parameter 'inn'; did you mean 'in'?",
        "p.json:3:37: error: the environment has no variable 'NONE'",
        "p.json:3:37: error: parameter 'in' has no default and was given no value; give one with --set in=…",
      ]
    )
  }

  @Test(arguments: ["a b", "", "env:X", "a}b", "ü"])
  func parameterName(name: String) {
    let pipeline = pipeline(params: "\(JSON(name).compact): { \"type\": \"string\" }")
    #expect(
      pipeline.problems == [
        "p.json:1:15: error: '\(name)' is not a parameter name; names are letters, digits, '-' and '_'"
      ]
    )
  }

  @Test func commentsAreNotFilledIn() throws {
    let pipeline = pipeline(params: "", settings: #", "$comment": "costs ${none}""#)
    #expect(pipeline.problems == [])
  }
}
