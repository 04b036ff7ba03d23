import Drawing
import SnapshotGraphs
import Synchronization
import SystemIO

/// Shows on a terminal how far the graphs of a snapshot are.
final class PackProgress: Sendable {
  private let common: CommonOptions
  private let isTerminal = Terminal.isTerminal(Terminal.standardError)
  private let line = Mutex(Line())

  private struct Line {
    var activity = ""
    /// When the activity began, and with how many points.
    var began: Int64 = 0
    var first = 0
    var shownAt: Int64 = 0
    var isShown = false
  }

  init(_ common: CommonOptions) { self.common = common }

  /// Draws the line anew, ten times a second at most.
  func note(_ progress: GraphProgress) {
    guard isTerminal, !common.quiet else { return }
    line.withLock { line in
      let now = MonotonicClock.now
      if line.activity != progress.activity {
        (line.activity, line.began, line.first) = (progress.activity, now, progress.done)
      }
      guard now - line.shownAt > 100_000_000 else { return }
      line.shownAt = now
      line.isShown = true
      let elapsed = Duration.nanoseconds(now - line.began)
      var text = ProgressLine(
        activity: progress.activity,
        done: progress.done,
        total: progress.total,
        elapsed: elapsed
      )
      text.unit = "points"
      if progress.done > line.first, elapsed > .seconds(1) {
        text.remaining = elapsed * (progress.total - progress.done) / (progress.done - line.first)
      }
      let width = (Terminal.width(Terminal.standardError) ?? 80) - 1
      let isColored = Console.wantsColor(common.color, on: Terminal.standardError)
      Terminal.writeStandardError("\r\u{1B}[K" + text.text(width: width, isColored: isColored))
    }
  }

  /// Says one line, unless nothing is to be said.
  func say(_ text: String) {
    end()
    if !common.quiet { Console.say(line: text) }
  }

  /// Takes the line away.
  func end() {
    line.withLock {
      if $0.isShown { Terminal.writeStandardError("\r\u{1B}[K") }
      $0.isShown = false
    }
  }
}
