import CommandLineKit
import Kernels
import Pipeline
import Stages
import SystemIO

/// The way in: reads the command line, runs the verb, turns every error into a sentence and a status.
@main
struct Main {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    // Before anything else is set up: a worker has no threads and no terminal.
    if words.first == ParseWorker.verb { ParseWorker.serve(Array(words.dropFirst())) }
    if words.elementsEqual([KernelSelfTest.verb]) { testKernels() }
    // Before anything, such as the threads of tasks, opens descriptors in their place.
    Terminal.fillStandardDescriptors()
    ignoreBrokenPipes()
    // Not on the main actor: nothing runs there while this thread waits.
    Task.detached { await act(Array(words)) }
    takeSignalsForever()
  }

  /// For processors on which there are no tests: says what each level of kernels is worth.
  private static func testKernels() -> Never {
    let (lines, isSound) = KernelSelfTest.run()
    let printed = Console.print(lines.map { "\($0)\n" }.joined())
    finish(isSound ? printed : .internalError)
  }

  private static func act(_ words: [String]) async {
    let page = Page(
      width: min(Terminal.width(Terminal.standardError) ?? 80, 100),
      color: Console.wantsColor(.auto, on: Terminal.standardError)
    )
    do throws(UsageError) {
      // The language mends what is no UTF-8 by this sign; with it the name leads to nothing.
      if let word = words.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
        throw UsageError("'\(word)' is not valid UTF-8; rename the file.")
      }
      switch try stampmill.invocation(of: words, on: page) {
      case .show(let text): finish(Console.print(text))
      case .guide(let text):
        Terminal.writeStandardError(text)
        finish(.usage)
      case .run(let command): finish(await run(command))
      }
    } catch {
      Terminal.writeStandardError(stampmill.report(error, on: page))
      finish(.usage)
    }
  }

  private static func run(_ command: any Command<CommonOptions>) async -> ExitStatus {
    do {
      if let mistake = KernelLevel.mistake {
        let isUnknown = if case .unknown = mistake { true } else { false }
        throw RunError(isUnknown ? .usage : .configuration, mistake.description)
      }
      do throws(SystemError) {
        try command.common.enterDirectory()
      } catch {
        throw RunError(
          error.isMissing ? .missingInput : error.isPermission ? .permission : .inputOutput,
          error.description
        )
      }
      return ExitStatus(rawValue: try await command.run()) ?? .internalError
    } catch let error as UsageError {
      Terminal.writeStandardError(stampmill.report(error))
      return .usage
    } catch let error as Diagnostics {
      error.show(command.common)
      return error.status
    } catch let error as OutputError {
      // A reader that has seen enough, as `head`, is no trouble worth a word.
      if case .readerGone = error { return .done }
      Terminal.writeStandardError("error: \(error)\n")
      return .inputOutput
    } catch {
      let error = RunError(any: error)
      let red = Console.wantsColor(command.common.color, on: Terminal.standardError)
      Terminal.writeStandardError("\(red ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:") \(error)\n")
      return error.status
    }
  }

  private static func finish(_ status: ExitStatus) -> Never {
    Console.end(status.rawValue)
  }
}

typealias ExitStatus = Pipeline.ExitStatus
