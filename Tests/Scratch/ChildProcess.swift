import Glibc
import Synchronization

/// A shell script running beside the test, with pipes at its input and its output.
package final class ChildProcess: Sendable {
  // Children that start at the same moment must not inherit each other's pipes.
  private static let starting = Mutex(())

  private let process: pid_t
  private let output: Int32
  private let input: Mutex<Int32>
  private let status = Mutex<Int32?>(nil)

  /// Starts a script; the arguments are its `$1` and so on.
  package init(_ script: String, _ arguments: [String] = []) throws {
    let (process, input, output) = try Self.starting.withLock { _ in
      var fromChild: [Int32] = [-1, -1]
      var toChild: [Int32] = [-1, -1]
      try ScratchFailure.check("pipe", pipe(&fromChild))
      try ScratchFailure.check("pipe", pipe(&toChild))
      for end in fromChild + toChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
      posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
      let words = ["/bin/sh", "-c", script, "sh"] + arguments
      var pointers = words.map { strdup($0) }
      defer { for pointer in pointers { free(pointer) } }
      pointers.append(nil)
      var process: pid_t = 0
      let code = posix_spawn(&process, "/bin/sh", &actions, nil, pointers, environ)
      close(toChild[0])
      close(fromChild[1])
      guard code == 0 else { throw ScratchFailure("posix_spawn: \(code)") }
      return (process, toChild[1], fromChild[0])
    }
    self.process = process
    self.input = Mutex(input)
    self.output = output
  }

  deinit {
    kill(process, SIGKILL)
    _ = wait()
    close(output)
  }

  /// The descriptor that the script reads as its input.
  package var inputDescriptor: Int32 {
    input.withLock { $0 }
  }

  package func closeInput() {
    input.withLock { input in
      if input >= 0 { close(input) }
      input = -1
    }
  }

  /// Makes writes to the script's input fail where they would wait.
  package func makeInputImpatient() {
    _ = fcntl(inputDescriptor, F_SETFL, O_NONBLOCK)
  }

  /// The next line the script writes; nil at its end.
  package func readLine() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  package func send(_ signal: Int32) {
    kill(process, signal)
  }

  /// Waits for the end; the exit code, or 128 and the number of the signal that ended it.
  package func wait() -> Int32 {
    closeInput()
    return status.withLock { status in
      if let status { return status }
      var raw: Int32 = 0
      while waitpid(process, &raw, 0) == -1, errno == EINTR {}
      let result = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
      status = result
      return result
    }
  }
}
