import Scratch
import SystemIO
import Testing

struct ControlGroupTests {
  @Test(
    arguments: [
      // The lowest limit on the way up counts.
      ("0::/a/b\n", ["memory.max": "max", "a/memory.max": "500", "a/b/memory.max": "900"], 500),
      ("0::/a/b\n", ["a/memory.max": "max", "a/b/memory.max": "900\n"], 900),
      // Inside of a container the path of the outside means nothing.
      ("0::/docker/abc\n", ["memory.max": "700\n"], 700),
      ("0::/\n", ["memory.max": "700\n"], 700),
      ("0::/\n", ["memory.max": "max\n"], nil),
      (
        "9:cpu:/x\n4:cpuset,memory:/box\n0::/\n",
        ["memory/box/memory.limit_in_bytes": "300\n", "memory/memory.limit_in_bytes": "400"], 300
      ),
      // The old kind says “none” with a huge number.
      ("4:memory:/\n", ["memory/memory.limit_in_bytes": "9223372036854771712\n"], nil),
      ("4:memory:/a:b\n", ["memory/a:b/memory.limit_in_bytes": "5"], 5),
      ("nonsense\n::\n", [:], nil),
      ("", [:], nil),
    ] as [(String, [String: String], Int64?)]
  )
  func findsLimits(membership: String, files: [String: String], limit: Int64?) throws {
    let root = try ScratchFolder()
    for (name, text) in files { try root.write(name, Array(text.utf8)) }
    #expect(ControlGroup(root: root.path, membership: membership).memoryLimitBytes == limit)
  }

  @Test func isPlausibleHere() {
    #expect(ControlGroup.current().memoryLimitBytes.map { $0 > 1 << 20 } ?? true)
  }
}
