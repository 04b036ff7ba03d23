import CommandLineKit
import Digests
import JSON
import Pipeline
import SystemIO
import Tokenizers

/// Cuts lines of text into the tokens of a model.
struct TokenizeCommand: Command {
  static let name = "tokenize"
  static let summary = "Cut lines of text into the tokens of a model, or count them."
  static let discussion = """
    Takes the tokenizer of a model's folder ('tokenizer.json', else the 'vocab.txt' of a BERT model) or a \
    file of that form, and gives the tokens that Hugging Face's library gives, with those that the \
    model wants around a text. What is no UTF-8 counts as U+FFFD.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("file", \.file, "The text; '-' or nothing reads standard input.")
      .completing(.file),
    .option(
      "--tokenizer",
      "path",
      \.path,
      "The folder of a model, or its 'tokenizer.json'."
    ).completing(.file),
    .option("--as", "form", \.form, "How tokens are printed; 'json' has their places too."),
    .flag("--count", \.counts, "Print only how many tokens each line has."),
    .flag("--bare", \.isBare, "Leave out the tokens that the model wants around a text."),
    .flag("--whole", \.isWhole, "Take the input as one text and not line by line."),
    .flag("--about", \.showsFacts, "Print what is known of the tokenizer, and read no text."),
  ]
  static let examples = [
    Example(
      "stampmill tokenize --tokenizer models/minilm --count notes.txt",
      "See how long the lines are for a model"
    ),
    Example(
      "echo 'tipping bucket' | stampmill tokenize --tokenizer models/minilm --as tokens",
      "See what the model sees"
    ),
  ]

  /// How tokens are printed.
  enum Form: String, CaseIterable, ParameterValue {
    case ids, tokens, json
  }

  var file: String?
  var path: String?
  var form = Form.ids
  var counts = false
  var isBare = false
  var isWhole = false
  var showsFacts = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    guard let path else {
      throw UsageError(
        "There is no tokenizer; name a folder or file by '--tokenizer'.",
        command: Self.name
      )
    }
    let tokenizer = try Self.load(path)
    if showsFacts { return Console.print(facts(of: tokenizer).layout()).rawValue }
    let bytes: [UInt8]
    do throws(StageFailure) {
      let isInput = file == nil || file == "-"
      bytes = isInput ? try ParseCommand.standardInput() : try ParseCommand.read(file ?? "")
    } catch {
      throw RunError(error.reason == "missing" ? .missingInput : .inputOutput, error.detail)
    }
    var session = tokenizer.session()
    var output: [UInt8] = []
    for line in isWhole ? [bytes.indices] : Self.lines(of: bytes) {
      write(bytes.span.extracting(line), tokenizer, &session, to: &output)
      if output.count > 1 << 16 {
        guard Console.print(output) else { return ExitStatus.done.rawValue }
        output.removeAll(keepingCapacity: true)
      }
    }
    _ = Console.print(output)
    return ExitStatus.done.rawValue
  }

  private static func load(_ path: String) throws(RunError) -> Tokenizer {
    do throws(TokenizerError) {
      return try Tokenizer(path: path)
    } catch {
      switch error {
      case .unreadable(let cause):
        throw RunError(
          cause.isMissing ? .missingInput : cause.isPermission ? .permission : .inputOutput,
          error.description
        )
      case .nothingThere: throw RunError(.missingInput, error.description)
      case .damaged, .unsupported: throw RunError(.invalid, error.description)
      }
    }
  }

  /// Where the lines are; nothing behind the last line feed is no line.
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(start..<index)
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  private func write(
    _ text: borrowing Span<UInt8>,
    _ tokenizer: Tokenizer,
    _ session: inout TokenizerSession,
    to output: inout [UInt8]
  ) {
    let isJSON = common.json || form == .json
    if counts {
      let count = session.count(text, addingSpecial: !isBare)
      output.append(contentsOf: (isJSON ? "{\"count\":\(count)}\n" : "\(count)\n").utf8)
    } else if isJSON {
      let encoding: Encoding = session.encode(text, addingSpecial: !isBare)
      let json: JSON = [
        "ids": JSON(encoding.ids.map { JSON(Int($0)) }),
        "tokens": Self.tokens(encoding.ids, tokenizer),
        "offsets": JSON(
          encoding.offsets.map { JSON([JSON($0.lowerBound), JSON($0.upperBound)]) }
        ),
        "type_ids": JSON(encoding.typeIDs.map { JSON(Int($0)) }),
      ]
      output.append(contentsOf: (json.compact + "\n").utf8)
    } else {
      var ids: [UInt32] = []
      session.encode(text, addingSpecial: !isBare, into: &ids)
      let words =
        form == .ids ? ids.map(String.init) : tokenizer.tokens(for: ids).map { $0 ?? "" }
      output.append(contentsOf: words.joined(separator: " ").utf8)
      output.append(0x0A)
    }
  }

  private static func tokens(_ ids: [UInt32], _ tokenizer: Tokenizer) -> JSON {
    JSON(tokenizer.tokens(for: ids).map { $0.map { JSON($0) } ?? nil })
  }

  private func facts(of tokenizer: Tokenizer) -> JSON {
    [
      "vocabulary": JSON(tokenizer.vocabularySize),
      "special_tokens": JSON(tokenizer.specialTokensCount),
      "max_length": tokenizer.facts.maxLength.map { JSON($0) } ?? nil,
      "fingerprint": JSON(tokenizer.fingerprint.description),
    ]
  }
}
