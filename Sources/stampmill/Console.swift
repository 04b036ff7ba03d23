import Drawing
import Pipeline
import SystemIO

/// Where words go: data to standard output, everything else to standard error.
enum Console {
  static func print(_ text: String) -> ExitStatus {
    do throws(OutputError) {
      try Terminal.writeStandardOutput(text)
      return .done
    } catch {
      if case .readerGone = error { return .done }
      Terminal.writeStandardError("error: \(error)\n")
      return .inputOutput
    }
  }

  /// Says one line, whatever names and words of documents are in it.
  static func say(line: String) {
    Terminal.writeStandardError(PrintableText.singleLine(line) + "\n")
  }

  static func say(_ text: String) {
    Terminal.writeStandardError(text + "\n")
  }

  static func wantsColor(_ choice: ColorChoice, on descriptor: Int32) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      Terminal.isTerminal(descriptor)
        && (environmentVariable("NO_COLOR") ?? "").isEmpty
        && environmentVariable("TERM") != "dumb"
    }
  }

  static func end(_ status: Int32) -> Never {
    endProcess(status)
  }
}

extension Console {
  /// Writes data; false when nobody reads any more.
  static func print(_ bytes: [UInt8]) -> Bool {
    do throws(OutputError) {
      try Terminal.writeStandardOutput(bytes)
      return true
    } catch {
      if case .readerGone = error { return false }
      Terminal.writeStandardError("error: \(error)\n")
      end(ExitStatus.inputOutput.rawValue)
    }
  }
}
