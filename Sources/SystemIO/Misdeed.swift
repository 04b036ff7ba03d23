import CLinux
import Glibc

/// What code that has been taken over might try, for tests of what holds it back.
///
/// Those that return say what the system answered.
package enum Misdeed: String, Sendable, CaseIterable {
  case crash, abort, stack, exit, hang, spin, allocate, hoard, chatter
  case fork, execute, connect, bind, create, remove, rename, trace, kill, signal, lock, spy, read

  package func commit() -> String {
    switch self {
    case .crash: Self.touchNothing()
    case .abort: Glibc.abort()
    case .stack: return "\(Self.descend(1))"
    case .exit: Glibc.exit(3)
    case .hang: while true { sleep(1) }
    case .spin:
      var time = timespec()
      while clock_gettime(CLOCK_MONOTONIC, &time) == 0 {}
      return "done"
    // As Swift's own code does, which ends the process when there is none.
    case .allocate: return "\([UInt8](repeating: 1, count: 1 << 36).count)"
    case .hoard:
      var blocks: [[UInt8]] = []
      while true { blocks.append([UInt8](repeating: 1, count: 1 << 20)) }
    case .chatter:
      // A well-formed message of a worker, "page 1", again and again.
      let zeros = [UInt8](repeating: 0, count: 6)
      let message: [UInt8] = [8] + zeros + [2, 1, 0] + zeros
      var messages: [UInt8] = []
      for _ in 0..<4096 { messages += message }
      while true {
        _ = messages.withUnsafeBytes { writeFully(EmployerSocket.descriptor, $0) }
      }
    case .fork: return Self.answer(linux_call(linux_call_clone, Int(SIGCHLD), 0, 0, 0))
    case .execute:
      var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
      return Self.answer(Int(execv("/bin/true", &words)))
    case .connect, .bind: return Self.answer(Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)))
    case .create: return Self.answer(Int(open("/tmp/stampmill-misdeed", O_WRONLY | O_CREAT, 0o600)))
    case .remove: return Self.answer(Int(unlink("/tmp/stampmill-misdeed-none")))
    case .rename: return Self.answer(Int(Glibc.rename("/tmp/a-none", "/tmp/b-none")))
    case .trace: return Self.answer(linux_call(Self.traceCall, 16, Int(getppid()), 0, 0))
    case .kill: return Self.answer(Int(Glibc.kill(getppid(), 0)))
    // Whom a descriptor's news are for: a signal of any number can be sent so.
    case .signal: return Self.answer(Int(fcntl(EmployerSocket.descriptor, F_SETOWN, getppid())))
    case .lock:
      var lock = Glibc.flock()
      lock.l_type = Int16(F_RDLCK)
      return Self.answer(Int(fcntl(EmployerSocket.descriptor, F_SETLK, &lock)))
    case .spy: return Self.answer(Int(open("/proc/\(getppid())/mem", O_RDONLY)))
    case .read: return Self.answer(Int(open("/etc/passwd", O_RDONLY)))
    }
  }

  private static var traceCall: Int {
    #if arch(arm64)
      117
    #else
      101
    #endif
  }

  private static func answer(_ result: Int) -> String {
    result >= 0 ? "done" : String(cString: strerror(errno))
  }

  private static func touchNothing() -> Never {
    let nothing = UnsafeMutablePointer<Int>(bitPattern: 8)
    nothing?.pointee = 1
    Glibc.abort()
  }

  /// Calls itself until the stack is used up.
  private static func descend(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1024) { block in
      block.initialize(repeating: depth)
      return descend(depth &+ block[depth & 1023]) &+ block[(depth &+ 1) & 1023]
    }
  }
}
