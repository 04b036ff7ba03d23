import JSON
import ModelFixtures
import Scratch
import Testing

/// What runs one after the other write for a running Qdrant, put together, is what there is.
struct PointDeltaTests {
  private let mill: Mill

  init() throws {
    mill = try Mill(Self.pipeline)
    try SmallModel().write(to: mill.folder, "model")
    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA cup.\n")
    try mill.write("b.md", "# Snow\n\nA pillow.\n")
  }

  private static let pipeline = #"""
    {
      "name": "test",
      "params": { "out": { "type": "path", "default": "out" }, "full": { "type": "boolean", "default": false } },
      "limits": { "failed": "100%" },
      "stages": {
        "files": { "use": "folder", "path": "in" },
        "parse": { "use": "document", "from": "files" },
        "split": { "use": "by_title", "from": "parse" },
        "embed": { "use": "transformer", "from": "split", "model": "./model", "on_truncate": "split" },
        "points": { "use": "qdrant_points", "from": "embed", "to": "${out}/kb.points", "full": "${full}" }
      }
    }

    """#

  private func lines(_ file: String) throws -> [JSON] {
    let bytes = try #require(mill.folder.bytes(file))
    return try bytes.split(separator: 0x0A).flatMap { line in
      try JSONParser.value(Array(line), file: file)["points"]?.elements ?? []
    }
  }

  private func apply(_ output: String = "out", to points: inout [String: String]) throws {
    for point in try lines("\(output)/kb.points") {
      points[point["id"]?.string ?? ""] = point.compact
    }
    for id in try lines("\(output)/kb.points.delete") { points[id.string ?? ""] = nil }
  }

  private func whole() throws -> [String: String] {
    try mill.folder.clear("fresh")
    try mill.run("--set", "out=fresh")
    var points: [String: String] = [:]
    try apply("fresh", to: &points)
    return points
  }

  private func counts() throws -> [Int] {
    [try lines("out/kb.points").count, try lines("out/kb.points.delete").count]
  }

  @Test func runsAddUp() throws {
    var points: [String: String] = [:]
    try mill.run()
    try apply(to: &points)
    #expect(points.count == 3)
    let first = points

    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA vane.\n")
    try mill.folder.remove("in/b.md")
    try mill.write("c.md", "# Hail\n\nA pad.\n")
    try mill.run()
    #expect(try counts() == [2, 2])
    try apply(to: &points)
    #expect(try points == whole())

    // Where nothing is to be done, the last difference stays: to apply it again does no harm.
    try mill.run()
    #expect(try counts() == [2, 2])
    // Made anew, it is that to what was published.
    try mill.run("--force=points")
    #expect(try counts() == [0, 0])
    try mill.expectSettled(isFresh: false)

    // A document that cannot be read any more has no points.
    try mill.folder.write("in/c.md", [0, 1, 2, 0xFF, 0])
    try mill.run()
    #expect(try counts() == [0, 1])
    try apply(to: &points)
    #expect(try points == whole())

    // Who applied nothing since the first is brought up to date by a full one.
    var late = first
    try mill.run("--set", "full=true")
    try apply(to: &late)
    #expect(try late == whole())

    // Without what the next run compares with, all are written.
    try mill.folder.remove("out/kb.points.state")
    let outcome = try mill.run()
    #expect(outcome.errors.contains("points.state' is missing or was changed"), "\(outcome.errors)")
    #expect(try counts() == [2, 0])
  }
}
