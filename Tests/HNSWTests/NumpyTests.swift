import HNSW
import Scratch
import Testing

@Suite struct `Vectors in a file of NumPy's form` {
  private static func file(
    _ head: String = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    _ values: [Float] = [1, 2, 3, 4, 5, 6],
    version: UInt8 = 1
  ) -> [UInt8] {
    let room = (128 - 12 - head.utf8.count - 1)
    let text = Array(head.utf8) + [UInt8](repeating: 32, count: room) + [10]
    let length: [UInt8] =
      version == 1
      ? [UInt8((text.count + 2) & 255), 0] + [32, 32]
      : [UInt8(text.count & 255), 0, 0, 0]
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text
      + values.flatMap { value in (0..<4).map { UInt8(value.bitPattern >> (8 * UInt32($0)) & 255) }
      }
  }

  @Test(arguments: [1, 2] as [UInt8])
  func `are mapped`(version: UInt8) throws {
    let folder = try ScratchFolder()
    try folder.write("v.npy", Self.file(version: version))
    let rows = try NumpyMatrix.map(folder("v.npy"))
    #expect(rows.count == 2 && rows.width == 3)
    let near = try ExactNeighbours.find(
      VectorRows([4, 5, 6], width: 3),
      in: rows,
      top: 2,
      metric: .euclid
    )
    #expect(near.points == [1, 0])
    #expect(near.distances[0] == 0)
  }

  @Test(arguments: [
    (file("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"), "does not hold 32-bit"),
    (file("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }"), "does not hold 32-bit"),
    (
      file("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }"), "is shorter than it says"
    ),
    (file("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }"), "has other than two"),
    (file("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3), }"), "has other than two"),
    (
      file("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }"),
      "is shorter than it says"
    ),
    (Array("PK nothing of the kind".utf8), "is no file of NumPy's form"), ([], "is no file"),
  ])
  func `are refused where they are none`(bytes: [UInt8], reason: String) throws {
    let folder = try ScratchFolder()
    try folder.write("v.npy", bytes)
    #expect { try NumpyMatrix.map(folder("v.npy")) } throws: { "\($0)".contains(reason) }
  }
}
