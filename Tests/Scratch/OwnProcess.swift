import Glibc

/// What tests do to the process that they run in.
package enum OwnProcess {
  package static let interrupt = SIGINT
  package static let terminate = SIGTERM

  /// Sends a signal to this very process.
  package static func send(_ signal: Int32) {
    kill(getpid(), signal)
  }

  /// Gives a signal the effect it has in a program that was started from a terminal.
  package static func resetSignal(_ number: Int32) {
    _ = signal(number, SIG_DFL)
  }

  /// Has writes to a closed pipe fail rather than end the process.
  package static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  package static var isSuperuser: Bool { geteuid() == 0 }

  /// A program that was built together with the tests.
  package static func sibling(_ name: String) -> String {
    let own = [UInt8](executable().utf8)
    let end = own.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: own[..<end], as: UTF8.self) + "/" + name
  }

  /// Whether a process of this number is there, be it only waiting to be asked how it ended.
  package static func exists(_ process: Int32) -> Bool { kill(process, 0) == 0 }

  /// Ends another process at once.
  package static func end(_ process: Int32) { kill(process, SIGKILL) }

  /// The workers that a process has for parsing.
  package static func workers(of process: Int32) -> [Int32] {
    var found: [Int32] = []
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let number = Int32(name) else { continue }
      let file = open("/proc/\(number)/cmdline", O_RDONLY)
      guard file >= 0 else { continue }
      defer { close(file) }
      var bytes = [UInt8](repeating: 0, count: 512)
      let count = read(file, &bytes, bytes.count)
      let words = bytes.prefix(max(0, count)).split(separator: 0).map {
        String(decoding: $0, as: UTF8.self)
      }
      if words.count > 2, words[1] == "parse-worker", words[2] == "\(process)" {
        found.append(number)
      }
    }
    return found
  }

  /// The file that this process runs.
  package static func executable() -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(0, length)).map(UInt8.init(truncatingIfNeeded:))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Holds the thread up, as a slow disk would.
  package static func block(milliseconds: UInt32) {
    usleep(milliseconds * 1_000)
  }

  /// Holds the thread up for a while that may be very short.
  package static func block(microseconds: Int) {
    usleep(UInt32(clamping: microseconds))
  }

  /// The name under which the system lists this thread.
  package static func threadName() -> String {
    let file = open("/proc/thread-self/comm", O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count - 1)), as: UTF8.self)
  }

  /// Goes as many calls deep as a stack of about this size allows.
  package static func useStack(bytes: Int) -> Int {
    guard bytes > 0 else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64 << 10) { block in
      block.initialize(repeating: 1)
      // The block is read again after the call, so that it must stay on the stack.
      return useStack(bytes: bytes - block.count) + Int(block[block.count - 1]) * block.count
    }
  }
}
