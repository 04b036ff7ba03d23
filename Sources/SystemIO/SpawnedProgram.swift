import CLinux
import Glibc

/// The one owner of a program that was started to work for this one, and of the socket to it.
///
/// The program finds its end of the socket as descriptor 3, nothing at its input and output, and no other
/// descriptor. It leads a process group of its own, so the terminal's signals do not reach it, and those
/// that ask programs to stop are blocked in it: its owner decides when it ends.
///
/// A program that has asked to be ended with its parent is ended with the *thread* that started it: start
/// it on a thread that lives as long as it shall.
package struct SpawnedProgram: ~Copyable {
  private var process: pid_t
  private let socket: Int32
  /// Where its error messages can be read.
  private let errors: Int32

  /// Starts a program by its path, with arguments and an environment of "NAME=value".
  package init(
    _ program: String,
    _ arguments: [String],
    environment: [String]
  ) throws(SystemError) {
    var sockets: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else {
      throw SystemError(failed: "open", "a socket for '\(program)'")
    }
    var pipes: [Int32] = [-1, -1]
    guard linux_pipe(&pipes, O_CLOEXEC | O_NONBLOCK) == 0 else {
      let error = SystemError(failed: "open", "a pipe for '\(program)'")
      for number in sockets { _ = close(number) }
      throw error
    }
    let (number, code) = Self.start(
      program,
      arguments,
      environment,
      socket: sockets[1],
      errors: pipes[1]
    )
    _ = close(sockets[1])
    _ = close(pipes[1])
    guard code == 0 else {
      _ = close(sockets[0])
      _ = close(pipes[0])
      throw SystemError(operation: "start", path: program, code: code)
    }
    process = number
    socket = sockets[0]
    errors = pipes[0]
    // A program that does not take what it is sent must not hold up its owner.
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    _ = setsockopt(
      socket,
      SOL_SOCKET,
      SO_SNDTIMEO,
      &patience,
      socklen_t(MemoryLayout<timeval>.size)
    )
  }

  deinit {
    if process > 0 {
      _ = kill(-process, SIGKILL)
      _ = kill(process, SIGKILL)
      _ = retryingInterrupted { waitpid(process, nil, 0) }
    }
    _ = close(socket)
    _ = close(errors)
  }

  private static func start(
    _ program: String,
    _ arguments: [String],
    _ environment: [String],
    socket: Int32,
    errors: Int32
  ) -> (process: pid_t, code: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The errors go first to a number that none of the others has, lest one take another's place.
    let spare = max(socket, errors, 3) + 1
    posix_spawn_file_actions_adddup2(&actions, socket, spare)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_adddup2(&actions, spare, 3)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    _ = linux_spawn_close_from(&actions, 4)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words = ([program] + arguments).map { strdup($0) }
    var variables = environment.map { strdup($0) }
    defer { for pointer in words + variables { free(pointer) } }
    words.append(nil)
    variables.append(nil)
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, words, variables)
    return (process, code)
  }

  // MARK: Talking to it

  /// What waiting for the program's words came to.
  package enum Arrival: Sendable {
    case bytes
    /// Nothing within the time.
    case silence
    /// It has closed its end, as it does when it ends.
    case end
  }

  /// Hands over bytes.
  package func send(_ bytes: [UInt8]) throws(SystemError) {
    let code = sendFully(socket, bytes, passing: nil)
    guard code == 0 else { throw SystemError(operation: "write", path: "a worker", code: code) }
  }

  /// Hands over bytes, and a file along with them.
  package func send(_ bytes: [UInt8], passing file: borrowing MemoryFile) throws(SystemError) {
    let code = sendFully(socket, bytes, passing: file.number)
    guard code == 0 else { throw SystemError(operation: "write", path: "a worker", code: code) }
  }

  /// Waits for bytes and appends what has come.
  package func receive(into bytes: inout [UInt8], within milliseconds: Int) -> Arrival {
    var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, Int32(clamping: milliseconds))
    guard ready > 0 else { return .silence }
    let count = appendArrived(socket, to: &bytes)
    return count > 0 ? .bytes : .end
  }

  /// What it has complained of since this was last asked, as far as that fitted into a pipe.
  package func complaints() -> String {
    var bytes: [UInt8] = []
    while bytes.count < 1 << 16, appendArrived(errors, to: &bytes) > 0 {}
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Its end

  /// How a program ended.
  package enum Ending: Sendable, Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Ends it, unless it has ended by itself within the time, and says how it ended.
  package mutating func end(within milliseconds: Int = 0) -> Ending {
    guard process > 0 else { return .exit(0) }
    _ = shutdown(socket, Int32(SHUT_WR))
    var waited = 0
    while !hasEnded, waited < milliseconds {
      usleep(1000)
      waited += 1
    }
    // What it may have started belongs to its group, which has its number until it is asked how it ended.
    _ = kill(-process, SIGKILL)
    _ = kill(process, SIGKILL)
    var status: Int32 = 0
    _ = retryingInterrupted { waitpid(process, &status, 0) }
    process = 0
    return status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }

  package var isEnded: Bool { process <= 0 }

  /// Whether it has ended by itself and was not asked yet how.
  private var hasEnded: Bool {
    var news = siginfo_t()
    let flags = WEXITED | WNOHANG | WNOWAIT
    guard retryingInterrupted({ waitid(P_PID, id_t(process), &news, flags) }) == 0 else {
      return true
    }
    return news.si_signo != 0
  }

  /// Its number, for reports and tests.
  package var number: Int32 { process }
}
