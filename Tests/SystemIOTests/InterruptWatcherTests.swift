import Scratch
import Synchronization
import SystemIO
import Testing

@Suite(.serialized)
struct InterruptWatcherTests {
  private struct Arrival: Equatable {
    let signal: Int32
    let count: Int
  }

  @Test func countsSignals() async throws {
    OwnProcess.resetSignal(OwnProcess.interrupt)
    OwnProcess.resetSignal(OwnProcess.terminate)
    // Started again after a stop, it counts from one again.
    for _ in 0..<2 {
      let (arrivals, continuation) = AsyncStream.makeStream(of: Arrival.self)
      try InterruptWatcher.start { continuation.yield(Arrival(signal: $0, count: $1)) }
      defer { InterruptWatcher.stop() }
      var iterator = arrivals.makeAsyncIterator()
      let signals = [OwnProcess.terminate, OwnProcess.interrupt, OwnProcess.terminate]
      for (index, signal) in signals.enumerated() {
        OwnProcess.send(signal)
        #expect(await iterator.next() == Arrival(signal: signal, count: index + 1))
      }
    }
  }

  @Test func watchesOnce() throws {
    try InterruptWatcher.start { _, _ in }
    defer { InterruptWatcher.stop() }
    #expect(throws: SystemError.self) { try InterruptWatcher.start { _, _ in } }
  }
}
