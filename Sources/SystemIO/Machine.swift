import CLinux
import Glibc

/// What the machine has to offer to this process.
package enum Machine {
  /// How many processors the process may run on.
  package static var availableProcessors: Int {
    var set = cpu_set_t()
    let result = linux_get_affinity(0, MemoryLayout<cpu_set_t>.size, &set)
    guard result == 0 else { return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
    let count = withUnsafeBytes(of: &set) { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    return max(1, count)
  }

  package static var physicalMemoryBytes: Int64 {
    Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
