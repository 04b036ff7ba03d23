import CLinux
import Glibc

/// What keeps a process that reads foreign files from doing any harm.
///
/// Some of it is not to be had everywhere, in containers above all. The process goes on without, and says
/// what is missing.
package struct Confinement: Sendable, Hashable {
  /// The measures that could not be taken, each with the system's reason.
  package private(set) var missing: [String] = []

  /// Confines this process for good; it must have one thread only.
  ///
  /// `parent` is the process that started it, and that it is to end with.
  package static func enter(parent: Int32) -> Confinement {
    var result = Confinement()
    // 1: the signal to be sent when the parent ends; 38: no rights by starting a program; 4: nobody
    // of the same user may look into it.
    result.take("end with the parent", linux_prctl(1, UInt(SIGKILL), 0, 0, 0))
    result.take("no new privileges", linux_prctl(38, 1, 0, 0, 0))
    result.take("no look into its memory", linux_prctl(4, 0, 0, 0, 0))
    // It may have ended before that was asked for.
    if getppid() != parent { _exit(0) }
    for (resource, limit) in [
      (RLIMIT_FSIZE, 0), (RLIMIT_CORE, 0), (RLIMIT_NOFILE, 64), (RLIMIT_STACK, 16 << 20),
    ] as [(__rlimit_resource, UInt)] {
      result.take(
        "limits of the system",
        setLimit(resource, limit, isHard: resource != RLIMIT_STACK)
      )
    }
    let network: Int32 = 0x4000_0000
    let user: Int32 = 0x1000_0000
    // As a user of its own it has no rights over other processes, whoever started it.
    if linux_unshare(user | network) != 0 {
      result.take("a user of its own", -1)
      result.take("a network of its own", linux_unshare(network))
    }
    result.take("no rights over the system", linux_drop_capabilities())
    let code = SystemCallFilter.install()
    errno = code
    result.take("a filter of system calls", code == 0 ? 0 : -1)
    return result
  }

  private mutating func take(_ measure: String, _ result: Int32) {
    guard result != 0 else { return }
    missing.append("\(measure): \(String(cString: strerror(errno)))")
  }
}

/// Limits what this process may take from here on.
package enum ProcessLimit {
  /// The most memory it may have mapped from now on for good; what it had at the start is not counted in
  /// by the caller.
  package static func setMemory(_ bytes: Int64) {
    _ = setLimit(RLIMIT_AS, UInt(max(0, bytes)), isHard: true)
  }

  /// The most processor time from now on, in whole seconds.
  package static func setProcessorTime(_ seconds: Int64) {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1
    let (sum, isTooLarge) = used.addingReportingOverflow(Int(clamping: seconds))
    _ = setLimit(RLIMIT_CPU, isTooLarge ? UInt.max : UInt(sum), isHard: false)
  }
}

private func setLimit(_ resource: __rlimit_resource, _ value: UInt, isHard: Bool) -> Int32 {
  var limit = rlimit()
  let resource = __rlimit_resource_t(resource.rawValue)
  guard getrlimit(resource, &limit) == 0 else { return -1 }
  limit.rlim_cur = min(value, limit.rlim_max)
  if isHard { limit.rlim_max = limit.rlim_cur }
  return setrlimit(resource, &limit)
}
