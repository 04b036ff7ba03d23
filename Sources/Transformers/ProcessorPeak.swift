package import Kernels
import Synchronization
package import SystemIO

/// What the processor can do at most with the instructions of the kernels.
package enum ProcessorPeak {
  /// The operations a second of multiplying and adding in registers alone, by so many threads at once.
  package static func measure(_ kernels: Kernels, threads: Int) throws(SystemError) -> Double {
    let rate = Mutex(0.0)
    let work = { @Sendable in
      let room = AlignedFloats(512)
      var best = 0.0
      for _ in 0..<8 {
        let rounds = 400_000
        let start = MonotonicClock.now
        let operations = kernels.spinOnSums(rounds, 0.25, room.start)
        let seconds = Double(MonotonicClock.now - start) / 1e9
        best = max(best, Double(operations * rounds) / seconds)
      }
      let found = best
      rate.withLock { $0 += found }
    }
    var started: [SystemThread] = []
    for index in 1..<max(1, threads) {
      started.append(try SystemThread(name: "peak-\(index)", stackSize: 1 << 20, run: work))
    }
    work()
    for thread in started { thread.join() }
    return rate.withLock { $0 }
  }
}
