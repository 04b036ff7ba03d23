import CommandLineKit
import Digests
import JSON
import Pipeline
import Stages

/// Cuts elements into chunks.
struct ChunkCommand: Command {
  static let name = "chunk"
  static let summary = "Cut elements, as 'parse' prints them, into chunks."
  static let discussion = """
    Reads JSON Lines, or a JSON array, of elements in the form of 'parse' or of Unstructured. Elements \
    of one file follow each other.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("elements", \.file, "The elements; '-' or nothing reads standard input.")
      .completing(.file),
    .option(
      "--max-characters",
      "count",
      \.maxCharacters,
      "The most characters in a chunk.",
      accepts: .atLeast(1)
    ),
    .option(
      "--new-after",
      "count",
      \.newAfter,
      "Begin a new chunk once this many are in it.",
      accepts: .atLeast(0)
    ),
    .option(
      "--combine-under",
      "count",
      \.combineUnder,
      "Join sections shorter than this.",
      accepts: .atLeast(0)
    ),
    .option("--overlap", "count", \.overlap, "Characters repeated at cuts.", accepts: .atLeast(0)),
    .flag("--overlap-all", \.overlapAll, "Repeat them between all chunks."),
  ]
  static let examples = [
    Example("stampmill parse notes.md | stampmill chunk --max-characters 1000", "Chunk a file")
  ]

  var file: String?
  var maxCharacters = 500
  var newAfter: Int?
  var combineUnder: Int?
  var overlap = 0
  var overlapAll = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    var stage = ChunkByTitle()
    stage.chunking.maxCharacters = maxCharacters
    stage.chunking.newAfterCharacters = newAfter
    stage.chunking.combineUnder = combineUnder
    stage.chunking.overlap = overlap
    stage.chunking.overlapAll = overlapAll
    if let conflict = stage.conflicts().first {
      throw UsageError(conflict.message, command: Self.name)
    }
    let name = file ?? "-"
    do throws(StageFailure) {
      let bytes = name == "-" ? try ParseCommand.standardInput() : try ParseCommand.read(name)
      for read in try Self.elements(bytes, file: name == "-" ? "standard input" : name) {
        let path = read.path
        let chunks = try await stage.process(Elements(read.document), StepContext(path: path))
        let empty = SHA256.digest([UInt8]())
        let document = SinkDocument(
          source: "",
          path: path,
          copies: [],
          hint: "",
          size: 0,
          hash: empty,
          key: empty
        )
        var text = JSONText()
        ChunkLines.write(chunks, of: document, to: &text)
        guard Console.print(text.bytes) else { return ExitStatus.done.rawValue }
      }
    } catch {
      throw RunError(error.reason == "missing" ? .missingInput : .invalid, error.detail)
    }
    return ExitStatus.done.rawValue
  }

  private static func elements(_ bytes: [UInt8], file: String) throws(StageFailure)
    -> [ElementReader.NamedDocument]
  {
    do throws(ElementReader.Problem) {
      return try ElementReader.read(bytes)
    } catch {
      throw StageFailure("json", "\(file):\(error.line):\(error.column): \(error.message)")
    }
  }
}
