import Glibc

/// What the process has used of the machine so far.
package struct ProcessUsage: Sendable {
  /// The most memory the process ever had at once.
  package let peakResidentBytes: Int64
  package let residentBytes: Int64
  package let userSeconds: Double
  package let systemSeconds: Double

  /// The usage at this moment.
  package static func current() -> ProcessUsage {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let resident = residentBytesNow()
    // The kernel's peak also counts what the process was before it became this program, so its
    // own line for this program is taken where there is one.
    let peak = kernelKilobytes("/proc/self/status", "VmHWM:") ?? Int64(usage.ru_maxrss) * 1_024
    return ProcessUsage(
      peakResidentBytes: max(peak, resident),
      residentBytes: resident,
      userSeconds: seconds(usage.ru_utime),
      systemSeconds: seconds(usage.ru_stime)
    )
  }
}

private func seconds(_ time: timeval) -> Double {
  Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
}

private func residentBytesNow() -> Int64 {
  let fields = kernelText("/proc/self/statm")?.split(separator: " ") ?? []
  guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
  return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
}
