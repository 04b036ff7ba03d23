import Glibc
import Synchronization

/// How a program ended and what it wrote.
package struct ProgramOutcome: Sendable {
  /// The exit code, or the number of the signal that ended it, made negative.
  package let status: Int32
  package let output: [UInt8]
  package let errors: String

  package var text: String { String(decoding: output, as: UTF8.self) }
}

/// A program running beside the test, with files for its input and its outputs.
///
/// Files cannot fill up as pipes do, so the test may look whenever it likes.
package final class RunningProgram: Sendable {
  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private let ending = Mutex<Int32?>(nil)

  /// Starts a program by its path; the environment adds to that of the test.
  package init(
    _ program: String,
    _ arguments: [String],
    in folder: String,
    environment: [String: String] = [:],
    input: [UInt8] = []
  ) throws {
    let inputFile = try Self.anonymousFile()
    defer { close(inputFile) }
    var written = 0
    while written < input.count {
      written += try input[written...].withUnsafeBytes {
        try ScratchFailure.check("write", write(inputFile, $0.baseAddress, $0.count))
      }
    }
    lseek(inputFile, 0, SEEK_SET)
    output = try Self.anonymousFile()
    errors = try Self.anonymousFile()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputFile, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A test that is started in the background ignores interrupts; the program must not.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // The shell only changes the folder; the program takes over its process.
    let line = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, program]
    var words = (line + arguments).map { strdup($0) }
    var variables = Self.variables(environment).map { strdup($0) }
    defer { for pointer in words + variables { free(pointer) } }
    words.append(nil)
    variables.append(nil)
    var number: pid_t = 0
    let code = posix_spawn(&number, "/bin/sh", &actions, &attributes, words, variables)
    guard code == 0 else {
      throw ScratchFailure("cannot start '\(program)': \(String(cString: strerror(code)))")
    }
    process = number
  }

  deinit {
    if ending.withLock({ $0 == nil }) {
      kill(process, SIGKILL)
      kill(process, SIGCONT)
      _ = waitpid(process, nil, 0)
    }
    close(output)
    close(errors)
  }

  private static func variables(_ added: [String: String]) -> [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if added[String(text.prefix { $0 != "=" })] == nil { variables.append(text) }
      next += 1
    }
    return variables + added.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// A file that no one else can see and that is gone when it is closed.
  private static func anonymousFile() throws -> Int32 {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/stream-XXXXXX".utf8CString)
    let file = try ScratchFailure.check("mkstemp", mkstemp(&template))
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return file
  }

  /// The number by which the system knows it.
  package var number: Int32 { process }

  package func send(_ signal: ProgramSignal) { kill(process, signal.number) }

  /// What it has written to its standard error so far.
  package var errorsSoFar: String { String(decoding: Self.content(of: errors), as: UTF8.self) }

  /// Whether it is at work still.
  package var isRunning: Bool { poll() == nil }

  /// Waits until a text stands in its standard error; false when it ended without.
  package func waitForErrors(containing text: String) -> Bool {
    while !errorsSoFar.contains(text) {
      guard isRunning else { return errorsSoFar.contains(text) }
      usleep(500)
    }
    return true
  }

  /// Waits for the end; one that takes longer than two minutes is killed.
  package func wait() -> ProgramOutcome {
    var status: Int32?
    for _ in 0..<240_000 {
      status = poll()
      if status != nil { break }
      usleep(500)
    }
    if status == nil { send(.kill) }
    while status == nil {
      status = poll()
      usleep(500)
    }
    return ProgramOutcome(
      status: status ?? 0,
      output: Self.content(of: output),
      errors: errorsSoFar
    )
  }

  private func poll() -> Int32? {
    ending.withLock { ending in
      if let ending { return ending }
      var raw: Int32 = 0
      guard waitpid(process, &raw, WNOHANG) == process else { return nil }
      ending = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
      return ending
    }
  }

  private static func content(of file: Int32) -> [UInt8] {
    // Not by seeking: the place in the file is shared with the program that writes it.
    var status = stat()
    guard fstat(file, &status) == 0 else { return [] }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, count in
      while count < size {
        let got = pread(file, buffer.baseAddress?.advanced(by: count), size - count, off_t(count))
        guard got > 0 else { return }
        count += got
      }
    }
  }
}

/// What a test may send to a program.
package enum ProgramSignal: Sendable {
  case interrupt, terminate, kill, stop, resume

  fileprivate var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .kill: SIGKILL
    case .stop: SIGSTOP
    case .resume: SIGCONT
    }
  }
}
