import Glibc

/// Why something could not be written to the standard output.
package enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The program that was reading has stopped, as `head` does; this is no fault of ours.
  case readerGone
  case system(SystemError)

  package var description: String {
    switch self {
    case .readerGone: "cannot write 'the output': nobody reads it any more"
    case .system(let error): error.description
    }
  }
}

/// The places that a program talks to its user through.
package enum Terminal {
  package static let standardOutput: Int32 = 1
  package static let standardError: Int32 = 2

  /// Gives the three standard descriptors something to stand for where the program was started without.
  ///
  /// Else the next files to be opened would take their numbers, and what is meant for a reader would
  /// be written into them.
  package static func fillStandardDescriptors() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is given out, which is this one.
      _ = open("/dev/null", number == 0 ? O_RDONLY : O_WRONLY)
    }
  }

  package static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// How many columns the terminal has; nil when it is not a terminal or does not say.
  package static func width(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes every byte to the standard output.
  ///
  /// The process must ignore SIGPIPE, as it does once an `InterruptWatcher` was started; otherwise the
  /// signal ends it where `readerGone` would be thrown.
  package static func writeStandardOutput(_ bytes: [UInt8]) throws(OutputError) {
    try write(bytes, to: standardOutput, called: "the output")
  }

  package static func writeStandardOutput(_ text: String) throws(OutputError) {
    try write(Array(text.utf8), to: standardOutput, called: "the output")
  }

  /// Writes a message to the standard error; when even that fails there is nobody left to tell.
  package static func writeStandardError(_ text: String) {
    try? write(Array(text.utf8), to: standardError, called: "the standard error")
  }

  /// Writes every byte to an open descriptor, waiting while the other side is not ready.
  package static func write(
    _ bytes: [UInt8],
    to descriptor: Int32,
    called name: String
  ) throws(OutputError) {
    let code = bytes.withUnsafeBytes { writeFully(descriptor, $0) }
    guard code != 0 else { return }
    throw code == EPIPE
      ? .readerGone : .system(SystemError(operation: "write", path: name, code: code))
  }
}
