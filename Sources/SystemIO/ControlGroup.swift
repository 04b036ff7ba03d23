/// The limits that a container or a service manager sets on this process.
package struct ControlGroup: Hashable, Sendable {
  /// The most memory the process and its group may use; nil when there is no limit.
  package let memoryLimitBytes: Int64?

  /// The limits in force on this process.
  package static func current() -> ControlGroup {
    ControlGroup(root: "/sys/fs/cgroup", membership: kernelText("/proc/self/cgroup") ?? "")
  }

  /// Reads the limits below a root for a membership as in `/proc/self/cgroup`.
  ///
  /// Each line there is `number:controllers:path`. The limits of a group bind all groups in it, so the
  /// lowest one on the way to the root counts.
  package init(root: String, membership: String) {
    var limits: [Int64] = []
    for line in membership.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let group = String(fields[2])
      if fields[0] == "0" && fields[1].isEmpty {
        limits += Self.limits(root, group, "memory.max")
      } else if fields[1].split(separator: ",").contains("memory") {
        limits += Self.limits(root + "/memory", group, "memory.limit_in_bytes")
      }
    }
    memoryLimitBytes = limits.min()
  }

  /// The limits of a group and of all that it is in.
  private static func limits(_ root: String, _ group: String, _ file: String) -> [Int64] {
    var parts = group.split(separator: "/").map(String.init)
    // Inside of a container the path may be that of the outside, where none of this exists; the
    // root itself then has the container's limit.
    var found: [Int64] = []
    while true {
      let folder = ([root] + parts).joined(separator: "/")
      if let limit = number(in: "\(folder)/\(file)") { found.append(limit) }
      guard parts.popLast() != nil else { return found }
    }
  }

  /// The limit in a file; nil for `max` and for the huge number that stands for none.
  private static func number(in path: String) -> Int64? {
    guard let word = kernelText(path)?.split(separator: "\n").first,
      let limit = Int64(word), limit < 1 << 60
    else { return nil }
    return limit
  }
}
