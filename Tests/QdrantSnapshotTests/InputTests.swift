import QdrantSnapshot
import Scratch
import Testing

@Suite("Vectors and lines of files are read, or refused with their place")
struct InputTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A file of NumPy's form with as many numbers as asked for, all 1.
  private func matrix(_ head: String, numbers: Int = 4) throws -> NumPyMatrix {
    let number: [UInt8] = [0, 0, 0x80, 0x3F]
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(head.utf8.count), 0] + Array(head.utf8)
      + (0..<numbers).flatMap { _ in number }
    try folder.write("v.npy", bytes)
    return try NumPyMatrix(folder("v.npy"))
  }

  @Test(arguments: [
    ("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 2), }", "its numbers are '>f4', and"),
    ("{'descr': '<i8', 'fortran_order': False, 'shape': (1, 2), }", "its numbers are '<i8', and"),
    ("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", "its columns lie together"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", "it has 1 dimensions"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "it has 0 dimensions"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2), }", "it has 3 dimensions"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 2), }", "its head does not say"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", "it ends before its 3 rows"),
    ("{'descr': '<f4', 'shape': (2, 2), }", "its head does not say"),
  ])
  func matricesThatAreRefused(head: String, message: String) throws {
    let error = #expect(throws: SnapshotError.self) { _ = try matrix(head) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("'\(folder("v.npy"))' cannot be used: \(message)"), "\(text)")
  }

  @Test func linesHaveTheNumbersOfAnEditor() throws {
    try folder.write("l", Array("\u{FEFF}{}\r\n\n \n[1]\n".utf8))
    let lines = try LineFile(folder("l"))
    #expect(lines.count == 2)
    #expect(lines[0] == Array("{}\r".utf8), "without the mark")
    #expect((0..<2).map { lines.number(of: $0) } == [1, 4])
  }

  @Test func idsMustAgree() throws {
    let vectors = try matrix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }")
    let payloads = #"{"id":7,"payload":{}}"# + "\n" + #"{"id":8,"payload":{}}"#
    try folder.write("p", Array(payloads.utf8))
    try folder.write("i", Array("7\n\n9\n".utf8))
    let points = try PackedPoints(
      vectors: vectors,
      payloads: try LineFile(folder("p")),
      ids: try LineFile(folder("i"))
    )
    #expect(try points.id(0) == .number(7))
    let error = #expect(throws: SnapshotError.self) { _ = try points.id(1) }
    #expect(error?.description == "point 2 has the id 8 beside its payload, and 9 among the ids")
    #expect(points.place(of: 1) == "'\(folder("i"))', line 3; '\(folder("p"))', line 2")
  }
}
