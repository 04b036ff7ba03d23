import QdrantSnapshot
import Testing

@Suite("Bytes of the files of a segment")
struct FormatTests {
  @Test func idsOfBothKinds() throws {
    let uuid = try #require(PointID("bd6b0a5e-1e9c-4c5f-8a3d-02774120aa10"))
    let expected = bytes(
      """
      02 00 00 00 00 00 00 00
      00  07 00 00 00 00 00 00 00  00 00 00 00
      01  bd 6b 0a 5e 1e 9c 4c 5f 8a 3d 02 77 41 20 aa 10  01 00 00 00
      """
    )
    #expect(IDTracker.mappings([.number(7), uuid]) == expected)
  }

  @Test(arguments: [
    ("7", PointID.number(7)), ("18446744073709551615", .number(.max)),
    ("00000000-0000-0001-0000-00000000000A", .uuid(high: 1, low: 10)),
    ("00000000000000010000 00000000000a", nil), ("18446744073709551616", nil), ("-1", nil),
    ("", nil),
    ("0000000000000001000000000000000a", .uuid(high: 1, low: 10)),
    ("00000000-0000-0001-0000-00000000000g", nil), ("00000000-00000-001-0000-00000000000a", nil),
  ])
  func ids(text: String, expected: PointID?) {
    #expect(PointID(text) == expected)
  }

  @Test func packedOffsets() {
    let layout = PackedOffsets([0, 2, 4, 6, 6])
    #expect(layout == PackedOffsets(count: 5, baseBits: 3, deltaBits: 2, chunkLog: 1))
    let packed = layout.pack([0, 2, 4, 6, 6])
    #expect(packed == bytes("10 14 1e ff ff ff ff ff ff ff"))
  }

  @Test(arguments: [1, 2, 7, 128, 129, 1000])
  func offsetsAreReadAsTheyWere(count: Int) {
    var sum: UInt64 = 0
    let numbers = (0..<count).map { index in
      sum += mixed(UInt64(index)) % 300
      return sum
    }
    let layout = PackedOffsets(numbers)
    let packed = layout.pack(numbers)
    let found = numbers.indices.map {
      layout.number($0, in: Array(packed[layout.chunkRange(of: $0)]))
    }
    #expect(found == numbers)
  }

  @Test func links() {
    let expected = bytes(
      """
      03 00 00 00 00 00 00 00  01 ff ff ff ff ff ff ff  02 00 00 00 00 00 00 00  09 00 00 00 00 00 00 00
      05 00 00 00 00 00 00 00  04 02 01  02 00 00 00 00 00 00 00  04 00 00 00 00 00 00 00  00 00 00 00 00
      00 00 00 00 00 00 00 00  03 00 00 00 00 00 00 00
      00 00 00 00  01 00 00 00  02 00 00 00
      20 20 00  00 40 00  00 20 00
      30 36 39  ff ff ff ff ff ff ff
      """
    )
    #expect(LinksFile(TinyGraph(), m: 2, m0: 4).bytes == expected)
  }

  @Test func entryPoints() {
    var options = SnapshotOptions(dimensions: 4)
    options.hnsw.m = 2
    options.hnsw.efConstruct = 10
    options.hnsw.fullScanThreshold = 0
    let expected = bytes(
      """
      02 00 00 00 00 00 00 00  04 00 00 00 00 00 00 00  0a 00 00 00 00 00 00 00
      01 00 00 00 00 00 00 00  00 00 00 00 01 00 00 00 00 00 00 00
      00 00 00 00 00 00 00 00  1e 00 00 00 00 00 00 00
      """
    )
    #expect(GraphFile.bytes(TinyGraph(), options) == expected)
  }

  @Test(arguments: [(0, 4), (1, 4), (4, 4), (9, 4), (40, 16)])
  func listsAreReadAsTheyWere(count: Int, best: Int) {
    let links = (0..<count).map { UInt32(mixed(UInt64($0)) % 70_000) }
    var packed: [UInt8] = []
    PackedLinks.append(links, best: best, pointCount: 70_000, to: &packed)
    let found = PackedLinks.links(packed, best: best, pointCount: 70_000)
    #expect(found == links.prefix(best).sorted() + links.dropFirst(best))
  }

  @Test func sparseVector() {
    let vector = SparseVector(indices: [3, 10], values: [0.5, 1])
    let expected = bytes(
      "03 00 00 00 00 00 00 00  c0 c0 01  02 00 00 00 00 00 00 00  00 00 00 3f  00 00 80 3f"
    )
    #expect(vector.bytes == expected)
  }

  @Test func codesOfVectors() {
    let dot = QuantizedVectors(distance: .dot, dimensions: 3, alpha: 0.5, offset: -1)
    var record: [UInt8] = []
    dot.record([-2, 0.25, 100], into: &record)
    // Codes 0, 3 (2.5 rounds away from zero) and 127; thirteen of a number 0, which is 2.
    #expect(record.suffix(16) == [0, 3, 127] + [UInt8](repeating: 2, count: 13))
    let own: Float = -0.5 * 156 + 16
    #expect(Array(record.prefix(4)) == withBytes(own))

    let euclid = QuantizedVectors(distance: .euclid, dimensions: 3, alpha: 0.5, offset: -1)
    record = []
    euclid.record([-2, 0.25, 100], into: &record)
    #expect(record.suffix(13) == [UInt8](repeating: 0, count: 13)[...])
    #expect(Array(record.prefix(4)) == withBytes(-0.25 * Float(9 + 127 * 127)))
  }

  private func withBytes(_ number: Float) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * $0)) }
  }

  @Test func rowsOfASample() {
    let rows = QuantizedVectors.sampledRows(of: 20_000, size: 5000)
    #expect(rows.count == 5000 && Set(rows).count == 5000 && rows == rows.sorted())
    #expect(rows.allSatisfy { (0..<20_000).contains($0) })
    // Drawn from all over: a quarter of each quarter, more or less.
    let first = rows.count { $0 < 5000 }
    #expect((1150...1350).contains(first))
    #expect(QuantizedVectors.sampledRows(of: 3, size: 5000) == [0, 1, 2])
  }

  @Test(arguments: [("a/b", true), (String(repeating: "x", count: 101), false)])
  func names(name: String, fits: Bool) {
    #expect((TarHeader.bytes(name: name, size: 1) != nil) == fits)
  }

  @Test func sizesBeyondOctalDigits() throws {
    let header = try #require(TarHeader.bytes(name: "x", size: 1 << 33))
    #expect(header[124..<136] == [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0])
  }
}

/// Three points, the first on two levels.
private struct TinyGraph: SegmentGraph {
  var pointCount: Int { 3 }
  var entryPoints: [EntryPoint] { [EntryPoint(point: 0, level: 1)] }

  func levelCount(of point: Int) -> Int { point == 0 ? 2 : 1 }

  func links(of point: Int, on level: Int, into links: inout [UInt32]) {
    links = level > 0 ? [] : [[1, 2], [0, 2], [0, 1]][point]
  }
}
