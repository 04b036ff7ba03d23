import Digests
import Ledger
import Pipeline
import SystemIO

/// The text of a document, without files or formats.
struct Words: Payload {
  static let port = PortType("words")
  var text: String

  var itemCount: Int { 1 }
  var characterCount: Int { text.unicodeScalars.count }

  init(_ text: String) { self.text = text }
  func encode(into writer: inout RecordWriter) { writer.write(text) }
  init(from reader: inout RecordReader) throws(RecordError) { text = try reader.text() }
}

/// Numbers that have ids of their own in outputs.
struct Numbers: Payload {
  static let port = PortType("numbers")
  static let givesIdentities = true
  var numbers: [Int]

  var itemCount: Int { numbers.count }
  var characterCount: Int { 0 }

  init(_ numbers: [Int]) { self.numbers = numbers }
  func encode(into writer: inout RecordWriter) { writer.write(numbers) { $0.write($1) } }
  init(from reader: inout RecordReader) throws(RecordError) {
    numbers = try reader.list { (reader) throws(RecordError) in try reader.number() }
  }

  func identities(in document: DocumentIdentity) -> [[UInt8]] {
    numbers.indices.map { index in
      var key = KeyHasher("test number")
      key.add(document.path)
      key.add(index)
      return StableID(key.finish()).bytes
    }
  }
}

/// Documents that stand in the settings, each as "path=text".
struct ShelfSource: SourceStage {
  static let kind = "shelf"
  static let summary = "Takes documents from its settings."
  static let settings: [Setting<ShelfSource>] = [
    Setting("documents", \.documents, "Each as path=text.", role: .input),
    Setting("probe", \.probe, "Who is told.", role: .effort),
  ]

  var documents: [String] = []
  var probe = ""

  private var shelf: [(entry: SourceEntry, text: String)] {
    documents.map { document in
      let parts = document.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let text = parts.count > 1 ? String(parts[1]) : ""
      // Stands for the time of a change: other texts, other times, all long ago.
      let time = Int64(SHA256.digest(Array(text.utf8)).high >> 20)
      let stamp = FileStamp(
        size: Int64(text.utf8.count),
        modified: time,
        changed: time,
        inode: 1
      )
      return (SourceEntry(path: String(parts[0]), stamp: stamp), text)
    }
  }

  func list(_ context: SourceContext) async throws(SourceError) -> SourceListing {
    if documents.contains("missing") { throw SourceError(.missing, "the shelf is missing") }
    var listing = SourceListing()
    listing.entries = shelf.map(\.entry).sorted { precedes($0.path, $1.path) }
    return listing
  }

  func deliver(_ wanted: [SourceEntry], _ context: SourceContext, to inlet: SourceInlet) async {
    let probe = Probe.named(probe)
    let shelf = shelf
    for entry in wanted {
      guard let found = shelf.first(where: { $0.entry.path == entry.path }) else { continue }
      await inlet.offer(entry, Self.content(found.text, entry))
      probe.enter()
      probe.note("delivered")
    }
  }

  private static func content(_ text: String, _ entry: SourceEntry) -> SourceContent {
    switch text {
    case "vanish": .vanished
    case "unreadable": .failure(StageFailure("unreadable", "'\(entry.path)' cannot be read"))
    default: .bytes(Array(text.utf8))
    }
  }
}

/// Makes words of documents; a text may say how it wants to go wrong.
struct ReadWords: StepStage {
  static let kind = "words"
  static let summary = "Makes words of documents."
  static let settings: [Setting<ReadWords>] = [
    Setting("suffix", \.suffix, "What is put after each text."),
    Setting("model", \.model, "Stands for a model.", role: .model),
    Setting("probe", \.probe, "Who is told.", role: .effort),
  ]

  var suffix = ""
  var model = "small"
  var probe = ""

  func process(_ input: FileContent, _ context: StepContext) async throws(StageFailure) -> Words {
    let text = String(decoding: input.bytes, as: UTF8.self)
    let probe = Probe.named(probe)
    probe.note("words")
    defer { probe.leave() }
    let command = text.split(separator: ":").map(String.init)
    switch command.first {
    case "fail": throw StageFailure(command[1], "is no good")
    case "temporary":
      if probe.note(context.path) <= Int(command[1]) ?? 0 {
        throw StageFailure("busy", "has to wait", isTemporary: true)
      }
    case "slow":
      do {
        try await Task.sleep(for: .milliseconds(Int(command[1]) ?? 0))
      } catch {
        probe.note("cancelled")
      }
    default: break
    }
    return Words(text + suffix)
  }
}

/// Hands words on with a mark.
struct MarkWords: StepStage {
  static let kind = "mark"
  static let summary = "Puts a mark before words."
  static let settings: [Setting<MarkWords>] = [
    Setting("mark", \.mark, "The mark."),
    Setting("probe", \.probe, "Who is told.", role: .effort),
  ]

  var mark = "*"
  var probe = ""

  func process(_ input: Words, _ context: StepContext) async throws(StageFailure) -> Words {
    Probe.named(probe).note("mark")
    if input.text.hasPrefix("unmarked") { throw StageFailure("unmarked", "no mark goes on it") }
    return Words(mark + input.text)
  }
}

/// Counts the letters of each word.
struct CountLetters: StepStage {
  static let kind = "count"
  static let summary = "Counts the letters of words."
  static let settings: [Setting<CountLetters>] = [
    Setting("probe", \.probe, "Who is told.", role: .effort)
  ]

  var probe = ""

  func process(_ input: Words, _ context: StepContext) async throws(StageFailure) -> Numbers {
    Probe.named(probe).note("count")
    return Numbers(input.text.split(separator: " ").map(\.count))
  }
}

/// Writes a line for each document.
struct PileSink: SinkStage {
  static let kind = "pile"
  static let summary = "Writes a line for each document."
  static let accepts = [Words.port, Numbers.port]
  static let settings: [Setting<PileSink>] = [
    Setting("to", \.to, "The file.", role: .output, isRequired: true),
    Setting("probe", \.probe, "Who is told.", role: .effort),
  ]

  var to = ""
  var probe = ""
  var outputs: [OutputPath] { [OutputPath(setting: "to", path: to)] }

  func write(_ documents: DocumentSequence, _ context: SinkContext) async throws -> SinkCounts {
    Probe.named(probe).note("pile")
    var file = try AtomicFile(destination: to)
    for (index, document) in documents.documents.enumerated() {
      try context.advance()
      let text =
        switch try documents.payload(index) {
        case let words as Words: words.text
        case let numbers as Numbers: "\(numbers.numbers)"
        default: "?"
        }
      try file.append("\(([document.path] + document.copies).joined(separator: "+")): \(text)\n")
    }
    _ = try file.finish()
    return SinkCounts(documents: documents.count, items: documents.count)
  }
}

let testKinds = [
  StageKind(source: ShelfSource.self), StageKind(step: ReadWords.self),
  StageKind(step: MarkWords.self), StageKind(step: CountLetters.self),
  StageKind(sink: PileSink.self),
]
