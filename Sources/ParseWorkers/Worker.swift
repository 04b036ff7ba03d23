import Synchronization
import SystemIO

/// The employer's side of one worker process.
///
/// For one document at a time; the thread that makes it must outlive it.
final class Worker: Sendable {
  private let connection: Mutex<Connection>

  /// How the wishes to give up and the news of a worker's confinement travel.
  struct Watch: Sendable {
    var isGivenUp: @Sendable () -> Bool
    var confined: @Sendable ([String]) -> Void
  }

  /// Starts one that is replaced after so many documents.
  init(program: String, arguments: [String], documentLimit: Int) throws(WorkerFailure) {
    do throws(SystemError) {
      let program = try SpawnedProgram(program, arguments, environment: Self.environment)
      connection = Mutex(Connection(program, documentLimit: documentLimit))
    } catch {
      throw WorkerFailure(.unavailable(error.description))
    }
  }

  /// Has a document worked on.
  ///
  /// After a failure the worker is of no use any more, and ended.
  func work(
    _ request: WorkerRequest,
    _ watch: Watch,
    _ part: (ArraySlice<UInt8>) -> Void
  ) throws(WorkerFailure) -> ArraySlice<UInt8> {
    let result = connection.withLock { $0.work(request, watch, part) }
    return try result.get()
  }

  var number: Int32 { connection.withLock { $0.program.number } }

  /// Whether it has not worked on any document.
  var isFresh: Bool { connection.withLock { $0.memoryLimit == nil } }

  /// Whether the limit of memory that it has for good is the one that is asked for.
  func suits(_ request: WorkerRequest) -> Bool {
    connection.withLock { ($0.memoryLimit ?? request.limits.memory) == request.limits.memory }
  }

  /// Whether another should take its place.
  var isSpent: Bool { connection.withLock { $0.isSpent } }

  /// Lets it go: it ends when it finds that nobody talks to it.
  func end() { connection.withLock { _ = $0.program.end(within: 200) } }

  /// The same on every machine and for every user, so that results are too.
  private static var environment: [String] {
    // Where the system's loader finds libraries is no business of the documents'.
    let loader = environmentVariable("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=\($0)"] } ?? []
    return ["LC_ALL=C.UTF-8", "TZ=UTC", "SWIFT_BACKTRACE=enable=no"] + loader
  }

  /// The process, what it has said so far, and how long it has been of use.
  fileprivate struct Connection: ~Copyable {
    var program: SpawnedProgram
    var reader = FrameReader()
    var isReady = false
    /// How much memory was mapped before there was any document.
    var mappedAtStart: Int64 = 0
    var documents = 0
    /// The limit of memory of the first document, which is that of all.
    var memoryLimit: Int64?
    var isSpent = false
    /// How much memory was mapped when it crashed, if it could still say so.
    var lastWords: Int64?

    /// After so many documents a worker is replaced, whatever libraries may have leaked in it.
    let documentLimit: Int

    init(_ program: consuming SpawnedProgram, documentLimit: Int) {
      self.program = program
      self.documentLimit = documentLimit
    }
  }
}

extension Worker.Connection {
  /// One that has more memory than this when it has answered is replaced.
  private static var residentLimit: UInt64 { 256 << 20 }
  /// Starting takes milliseconds; a machine that needs longer is in trouble.
  private static var startLimit: Int64 { 30_000_000_000 }
  /// How often, in milliseconds, a wait looks up.
  private static var slice: Int { 100 }

  mutating func work(
    _ request: WorkerRequest,
    _ watch: Worker.Watch,
    _ part: (ArraySlice<UInt8>) -> Void
  ) -> Result<ArraySlice<UInt8>, WorkerFailure> {
    memoryLimit = request.limits.memory
    do throws(SystemError) {
      if request.isInline {
        try program.send(request.head + request.task + request.content)
      } else {
        let file = try MemoryFile(holding: [request.task, request.content])
        try program.send(request.head, passing: file)
      }
    } catch {
      // It reads what it is sent at once, unless it is no longer its own.
      if error.isStalled { return .failure(ended(.timeout, at: PageClock())) }
      guard error.isPeerGone else {
        return .failure(ended(.unavailable(error.description), at: PageClock()))
      }
      // What it said before it went is still there.
    }
    var clock = PageClock()
    var received = 0
    var last = MonotonicClock.now
    var looked = last
    while true {
      // Only the time that passes while it is waited for counts: neither the worker's start nor the
      // sleep of a stopped program is the document's fault.
      let limit = isReady ? request.limits.time.nanoseconds : Self.startLimit
      let left = (limit - clock.spent) / 1_000_000 + 1
      reader.makeRoom()
      let before = reader.bytes.count
      let arrival = program.receive(into: &reader.bytes, within: min(Self.slice, Int(max(1, left))))
      let now = MonotonicClock.now
      clock.add(min(now - last, Int64(3 * Self.slice) * 1_000_000))
      last = now
      switch arrival {
      case .bytes:
        received += reader.bytes.count - before
        if received > request.limits.answer + 1 << 16 {
          return .failure(ended(.answerTooLarge, at: clock))
        }
        if let answer = takeFrames(&clock, request, watch, part) { return answer }
        // How much it says has a limit of its own, and whoever prints its words may be slow.
        last = MonotonicClock.now
      case .end: return .failure(failed(at: clock, request))
      case .silence: break
      }
      if clock.spent > limit {
        return .failure(
          ended(isReady ? .timeout : .unavailable("a worker does not begin to work"), at: clock)
        )
      }
      if now - looked >= Int64(Self.slice) * 1_000_000 {
        looked = now
        if watch.isGivenUp() { return .failure(ended(.cancelled, at: clock)) }
      }
    }
  }

  /// Takes what the worker has said; the outcome, once it is there.
  private mutating func takeFrames(
    _ clock: inout PageClock,
    _ request: WorkerRequest,
    _ watch: Worker.Watch,
    _ part: (ArraySlice<UInt8>) -> Void
  ) -> Result<ArraySlice<UInt8>, WorkerFailure>? {
    while true {
      switch reader.next() {
      case .incomplete(let needed):
        guard needed <= request.limits.answer + 1 << 16 else {
          return .failure(ended(.answerTooLarge, at: clock))
        }
        reader.bytes.reserveCapacity(needed)
        return nil
      case .nonsense:
        return .failure(ended(.crashed(signal: nil, exit: 0), at: clock))
      case .frame(.ready, let body) where body.count >= 8 && !isReady:
        isReady = true
        // More than any processor can address would be a lie.
        mappedAtStart = min(Int64(clamping: Frame.word(body)), 1 << 48)
        clock = PageClock()
        watch.confined(
          String(decoding: body.dropFirst(8), as: UTF8.self).split(separator: "\n").map(String.init)
        )
      case .frame(.page, let body) where body.count == 8:
        clock.turn(to: Int(clamping: Frame.word(body)))
      case .frame(.lastWords, let body) where body.count == 8:
        lastWords = Int64(clamping: Frame.word(body))
      case .frame(.part, let body): part(body)
      case .frame(.answer, let body) where body.count >= 8:
        documents += 1
        isSpent =
          documents >= documentLimit || Frame.word(body) > Self.residentLimit
          || !reader.isEmpty
        // A worker's pipe must not fill up with what its libraries find worth a word.
        _ = program.complaints()
        return .success(body.dropFirst(8))
      case .frame: return .failure(ended(.crashed(signal: nil, exit: 0), at: clock))
      }
    }
  }

  /// Ends the worker for something that it did while it lived.
  private mutating func ended(_ cause: WorkerFailure.Cause, at clock: PageClock) -> WorkerFailure {
    isSpent = true
    _ = program.end()
    return WorkerFailure(
      cause,
      page: clock.page,
      isPageToBlame: clock.isPageToBlame,
      time: .nanoseconds(clock.spent)
    )
  }

  /// Finds out why the worker has ended by itself.
  private mutating func failed(at clock: PageClock, _ request: WorkerRequest) -> WorkerFailure {
    isSpent = true
    let words = program.complaints()
    let ending = program.end(within: 1000)
    guard isReady else {
      let said = words.split(separator: "\n").first.map { ": \($0)" } ?? ""
      return WorkerFailure(.unavailable("a worker ended before it began to work\(said)"))
    }
    // A little less than it might have: the block that did not fit is not counted in.
    let most = mappedAtStart + min(max(0, request.limits.memory), 1 << 48) / 8 * 7
    let cause: WorkerFailure.Cause
    switch ending {
    case _ where words.saysMemoryIsShort || (lastWords ?? 0) > most: cause = .memory
    case .signal(ProcessSignal.processorTime): cause = .processorTime
    case .signal(ProcessSignal.kill): cause = .killed
    case .signal(let number): cause = .crashed(signal: number, exit: 0)
    case .exit(let status): cause = .crashed(signal: nil, exit: status)
    }
    return WorkerFailure(
      cause,
      page: clock.page,
      isPageToBlame: true,
      time: .nanoseconds(clock.spent)
    )
  }
}
