import Documents
import ParseWorkers
import Pipeline
import Scratch
import Stages
import Synchronization
import SystemIO
import Testing

/// Answers that are too long for one message.
@Suite struct PartsTests {
  private static let limits = WorkerLimits(
    time: .seconds(20),
    memory: 1 << 30,
    processorSeconds: 20,
    answer: 1000
  )

  /// What a worker says that is ready: eight bytes, all zero; then parts `abc` and `de`.
  private static let parts =
    #"printf '\010\0\0\0\0\0\0\001\0\0\0\0\0\0\0\0' >&3; "#
    + #"printf '\003\0\0\0\0\0\0\005abc\002\0\0\0\0\0\0\005de' >&3"#
  /// An answer `f` after its eight bytes.
  private static let answer = #"printf '\011\0\0\0\0\0\0\003\0\0\0\0\0\0\0\0f' >&3; sleep 5"#

  private func pool(_ script: String) throws -> WorkerPool {
    try WorkerPool(count: 1, program: "/bin/sh", arguments: ["-c", script])
  }

  private let request = WorkerRequest(task: [1], content: [2], limits: Self.limits)

  @Test func comeInTheirOrder() async throws {
    let workers = try pool("\(Self.parts); \(Self.answer)")
    defer { workers.shutdown() }
    let (parts, answer) = try await workers.work(request, into: [String]()) {
      $0.append(String(decoding: $1, as: UTF8.self))
    }
    #expect(parts == ["abc", "de"])
    #expect(String(decoding: answer, as: UTF8.self) == "f")
  }

  @Test func areOneWhereNobodyAsks() async throws {
    let workers = try pool("\(Self.parts); \(Self.answer)")
    defer { workers.shutdown() }
    #expect(String(decoding: try await workers.work(request), as: UTF8.self) == "abcdef")
  }

  @Test func areNothingWithoutAnAnswer() async throws {
    let workers = try pool("\(Self.parts); exit 4")
    defer { workers.shutdown() }
    await #expect(throws: WorkerFailure.self) { try await workers.work(request) }
  }

  @Test func countForTheLimit() async throws {
    let many =
      "i=0; while [ $i -lt 9000 ]; do printf '\\010\\0\\0\\0\\0\\0\\0\\00512345678'; i=$((i+1)); done >&3"
    let workers = try pool("\(Self.parts); \(many); \(Self.answer)")
    defer { workers.shutdown() }
    await #expect {
      try await workers.work(request)
    } throws: { error in
      (error as? WorkerFailure)?.cause == .answerTooLarge
    }
  }

  /// A document in parts is the same as one read in this process.
  @Test(arguments: [10, 3000, 30_000])
  func makeTheSameDocument(paragraphs: Int) async throws {
    var text = "# Many\n\n"
    for number in 0..<paragraphs {
      text += number % 100 == 0 ? "## Part \(number)\n\n" : "Paragraph *\(number)* of many.\n\n"
    }
    let content = FileContent(bytes: Array(text.utf8), hint: "md")
    let stage = ParseDocument()
    let here = try await stage.process(content, StepContext(path: "a.md"))
    let workers = try ParseWorker.pool(count: 1, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    let there = try await ParseWorker.$workers.withValue(workers) {
      try await stage.process(content, StepContext(path: "a.md"))
    }
    #expect(workers.started == 1)
    #expect(there.document == here.document)
    #expect(there.elements.count > paragraphs)
  }

  /// Whoever receives the elements gets all of them, and the document has none.
  @Test func goToTheirReceiver() async throws {
    let text = String(repeating: "A paragraph of many.\n\n", count: 30_000)
    let content = FileContent(bytes: Array(text.utf8), hint: "md")
    let stage = ParseDocument()
    let here = try await stage.process(content, StepContext(path: "a.md"))
    let workers = try ParseWorker.pool(count: 1, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    let receiver = Receiver()
    let rest = try await ParseWorker.$workers.withValue(workers) {
      try await stage.parse(content, timeout: nil, to: receiver)
    }
    var whole = rest
    whole.elements = receiver.elements.withLock { $0 }
    #expect(rest.elements.isEmpty)
    #expect(whole == here.document)
    #expect(receiver.begun.withLock { $0 } == [rest])
  }

  /// A short document is not worth handing over.
  @Test func areNotMadeOfLittle() async throws {
    let content = FileContent(bytes: Array("<p>Short.</p>".utf8), hint: "html")
    let workers = try ParseWorker.pool(count: 1, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    let receiver = Receiver()
    let document = try await ParseWorker.$workers.withValue(workers) {
      try await ParseDocument().parse(content, timeout: nil, to: receiver)
    }
    #expect(document.elements.map(\.text) == ["Short."])
    #expect(!receiver.hasBegun)
  }

  private final class Receiver: ElementReceiver {
    let begun = Mutex<[ParsedDocument]>([])
    let elements = Mutex<[Element]>([])

    var hasBegun: Bool { begun.withLock { !$0.isEmpty } }
    func begin(_ document: ParsedDocument) { begun.withLock { $0.append(document) } }
    func take(_ elements: [Element]) { self.elements.withLock { $0 += elements } }
  }
}
