import Glibc

/// Makes a folder the one that relative paths begin at.
package func changeFolder(_ path: String) throws(SystemError) {
  guard chdir(path) == 0 else { throw SystemError(failed: "enter", path) }
}

/// A variable of the environment; nil where there is none.
package func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// All variables of the environment, by name.
package func environmentVariables() -> [String: String] {
  var variables: [String: String] = [:]
  var entry = environ
  while let text = entry.pointee {
    let line = String(cString: text)
    if let equals = line.firstIndex(of: "=") {
      variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    entry += 1
  }
  return variables
}

/// The number by which the system knows this process.
package func ownProcess() -> Int32 { getpid() }

/// Lets this thread do nothing but take signals, while others go on until the process ends.
///
/// The threads of Swift's own pool block all signals, and so do those that they start: without this one nobody
/// would hear an interrupt. Nothing is blocked here, whatever was when the program was started.
package func takeSignalsForever() -> Never {
  var none = sigset_t()
  sigemptyset(&none)
  while true { _ = sigsuspend(&none) }
}

/// Ends the process at once, with nothing left to be done by libraries.
package func endProcess(_ status: Int32) -> Never {
  _exit(status)
}

/// Has writes to a pipe that nobody reads any more fail, where they would end the process.
package func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
}

/// The standard input as bytes, to its end.
package func readStandardInput() throws(SystemError) -> [UInt8] {
  try FileDescriptor.standardInput().readAll(limit: .max)
}

extension FileDescriptor {
  /// The standard input, to be read bit by bit.
  package static func standardInput() -> FileDescriptor {
    FileDescriptor(owning: dup(0), path: "standard input")
  }
}

extension SystemError {
  /// The code for a folder where a file should be.
  package static let isFolder = EISDIR
}
