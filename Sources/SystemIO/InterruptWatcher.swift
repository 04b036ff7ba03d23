import Glibc
import Synchronization

/// Where the signal handler writes; `-1` while no signals are watched.
///
/// A handler may touch almost nothing, so this is a plain number and not a part of any object.
private nonisolated(unsafe) var signalPipe: Int32 = -1

/// Turns the signals that ask the program to stop into calls on a thread of their own.
package enum InterruptWatcher {
  private struct Watch {
    var writeEnd: Int32
    var replaced: [(signal: Int32, action: sigaction)]
  }

  private static let watch = Mutex<Watch?>(nil)

  /// Starts to watch SIGINT and SIGTERM, and ignores SIGPIPE from now on.
  ///
  /// For each signal that arrives the closure is called with its number and with how many have come
  /// so far. It runs on a thread that does nothing else, where it may wait or end the process. A
  /// signal that the process was started to ignore, as under `nohup`, stays ignored.
  package static func start(
    onSignal: @escaping @Sendable (Int32, Int) -> Void
  ) throws(SystemError) {
    try watch.withLock { watch throws(SystemError) in
      guard watch == nil else {
        throw SystemError(operation: "watch", path: "signals", code: EBUSY)
      }
      let (readEnd, writeEnd) = try signalChannel()
      do throws(SystemError) {
        try SignalListener(readEnd: readEnd, onSignal: onSignal).start()
      } catch {
        _ = close(writeEnd)
        throw error
      }
      signalPipe = writeEnd
      watch = Watch(
        writeEnd: writeEnd,
        replaced: [SIGINT, SIGTERM].compactMap(replaceAction)
      )
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Gives the signals back their former effect; SIGPIPE stays ignored.
  package static func stop() {
    watch.withLock { watch in
      guard let stopping = watch.take() else { return }
      for former in stopping.replaced {
        var action = former.action
        _ = sigaction(former.signal, &action, nil)
      }
      signalPipe = -1
      // The listener reads the end of the pipe and its thread ends.
      _ = close(stopping.writeEnd)
    }
  }

  /// Has a signal written into the pipe; nil when the process ignores it and shall go on to.
  private static func replaceAction(_ signal: Int32) -> (signal: Int32, action: sigaction)? {
    var former = sigaction()
    guard sigaction(signal, nil, &former) == 0 else { return nil }
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    guard unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) != ignored else {
      return nil
    }
    var action = sigaction()
    action.sa_flags = SA_RESTART
    action.__sigaction_handler = .init(sa_handler: { signal in
      let code = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      _ = write(signalPipe, &byte, 1)
      errno = code
    })
    guard sigaction(signal, &action, nil) == 0 else { return nil }
    return (signal, former)
  }

  /// A pipe whose writing end never waits: a handler must not.
  private static func signalChannel() throws(SystemError) -> (readEnd: Int32, writeEnd: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError(failed: "open", "signal pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }
}
