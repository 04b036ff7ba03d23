import Glibc

/// A clock that only ever goes forwards, for measuring how long something takes.
package enum MonotonicClock {
  /// Nanoseconds since a moment that has no meaning.
  package static var now: Int64 { reading(CLOCK_MONOTONIC) }
}

/// The time for which this thread has been at work, whatever else the processors do meanwhile.
package enum OwnTime {
  /// Nanoseconds since the thread began.
  package static var now: Int64 { reading(CLOCK_THREAD_CPUTIME_ID) }
}

/// The time of day.
package enum WallClock {
  /// Nanoseconds since 1970.
  package static var now: Int64 { reading(CLOCK_REALTIME) }
}

private func reading(_ clock: Int32) -> Int64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
