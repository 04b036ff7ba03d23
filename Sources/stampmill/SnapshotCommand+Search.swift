import CommandLineKit
import JSON
import ModelFiles
import Pipeline
import QdrantSnapshot
import SystemIO
import Transformers

// What 'snapshot search' does.
extension SnapshotCommand {
  func search() throws -> Pipeline.ExitStatus {
    guard let file else {
      throw UsageError("'snapshot search' needs a snapshot.", command: Self.name)
    }
    guard words.isEmpty != (vector == nil) else {
      throw UsageError("'snapshot search' needs words or '--vector'.", command: Self.name)
    }
    let place = try SnapshotPlace(file)
    let snapshot = try read(place.path) { () throws(SnapshotError) in
      try SnapshotReader(place.path)
    }
    tellUnread(of: snapshot)
    let target = try vector.map { try Self.numbers($0) } ?? target(of: snapshot, place)
    let hits = try read(place.path) { () throws(SnapshotError) in
      var query = SnapshotQuery(target)
      query.vector = using
      query.limit = limit
      query.width = width
      query.isExact = isExact
      query.filters = try filters.map { text throws(SnapshotError) in try PayloadFilter(text) }
      return try snapshot.search(query)
    }
    let text =
      common.json
      ? JSON(hits.map { SnapshotHitText($0).json }).layout()
      : hits.map { SnapshotHitText($0).text }.joined(separator: "\n")
    let status = Console.print(text)
    if hits.isEmpty, !common.json, !common.quiet { Console.say("nothing found") }
    return hits.isEmpty ? .failed : status
  }

  /// Does what looks into a snapshot; what is wrong names the file.
  func read<Result>(
    _ path: String,
    _ body: () throws(SnapshotError) -> Result
  ) throws(RunError) -> Result {
    do throws(SnapshotError) {
      return try body()
    } catch {
      if case .options(let message) = error { throw RunError(.invalid, "'\(path)': \(message)") }
      throw RunError(error, path: path)
    }
  }

  private func tellUnread(of snapshot: SnapshotReader) {
    let unread = snapshot.shards.flatMap(\.segments).count { $0.hasUnreadPoints }
    guard unread > 0, !common.quiet else { return }
    let segments = unread == 1 ? "1 segment takes" : "\(unread) segments take"
    Console.say(line: "warning: \(segments) new points, and what is in there is not searched")
  }

  // MARK: What is looked for

  private func target(
    of snapshot: SnapshotReader,
    _ place: SnapshotPlace
  ) throws -> SnapshotQuery.Target {
    let text = words.joined(separator: " ")
    let sparse = snapshot.vectorNames.sparse
    if let using, sparse.contains(using) { return try Self.words(text) }
    let facts = try read(place.path) { () throws(SnapshotError) in try snapshot.facts(of: using) }
    guard let model = modelName ?? place.model else {
      let other = sparse.first.map { ", or search its words alone by '--using \($0)'" } ?? ""
      throw RunError(
        .missingModel,
        "words are compared by a model, and nothing says which; name it by '--model'\(other)"
      )
    }
    return .numbers(try embed(text, model, facts))
  }

  /// The words as the server's own model of words takes queries: each counts once.
  private static func words(_ text: String) throws(UsageError) -> SnapshotQuery.Target {
    var encoder = BM25Encoder(SparseOptions())
    var vector = encoder.encode(text)
    guard !vector.indices.isEmpty else {
      throw UsageError("There is no word to search for.", command: name)
    }
    vector.values = vector.values.map { _ in 1 }
    return .words(vector)
  }

  private func embed(_ text: String, _ model: String, _ facts: VectorFacts) throws -> [Float] {
    let embedder = try Embedder(model, store: store)
    let prompts = embedder.model.prompts
    let options = EmbeddingOptions(
      onTruncate: .warn,
      // Vectors may have been made shorter.
      dimensions: facts.dimensions < embedder.dimensions ? facts.dimensions : nil,
      prompt: prompts.forQueries.flatMap { prompts[$0] } ?? ""
    )
    var queue = EmbeddingQueue(embedder, options, threads: threads ?? Machine.availableProcessors)
    let counts = try queue.append(text)
    if counts.cut > 0 {
      Console.say(line: "warning: the model does not read the last \(counts.cut) tokens")
    }
    return try queue.embed()
  }

  /// The numbers of a list of JSON, or of the one row of a file of NumPy's form.
  private static func numbers(_ text: String) throws -> SnapshotQuery.Target {
    guard text.first == "[" else {
      do throws(SnapshotError) {
        let matrix = try NumPyMatrix(text, mayBeRow: true)
        guard matrix.count == 1 else {
          throw SnapshotError.options("'\(text)' has \(matrix.count) rows, and one is looked for")
        }
        var numbers: [Float] = []
        matrix.row(0, into: &numbers)
        return .numbers(numbers)
      } catch {
        throw RunError(error, path: text)
      }
    }
    do throws(JSONProblem) {
      let json = try JSONParser.value(Array(text.utf8), file: "--vector")
      var numbers: [Float] = []
      for element in json.elements ?? [] {
        guard case .number(let number) = element.value else {
          throw JSONProblem(place: element.place, message: "it is no number")
        }
        numbers.append(Float(number.double))
      }
      return .numbers(numbers)
    } catch {
      throw RunError(.invalid, "\(error)")
    }
  }
}
