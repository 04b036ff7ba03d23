import Pipeline
import Stages
import TestSupport
import Testing

/// The compact bytes in which results lie in the cache.
@Suite struct RecordTests {
  @Test(arguments: [
    0, 1, -1, 63, 64, -64, -65, 127, 128, 300, -300, .max, .min, 1 << 32, -(1 << 32),
  ])
  func number(number: Int) throws {
    var writer = RecordWriter()
    writer.write(number)
    var reader = RecordReader(writer.bytes)
    #expect(try reader.number() == number)
    #expect(reader.isAtEnd)
    #expect(writer.bytes.count <= 10)
    if number.magnitude < 64 { #expect(writer.bytes.count == 1) }
  }

  @Test(arguments: [
    "", "a", "ü", "e\u{301}", "👩‍👩‍👧", "\0", "line\nline", String(repeating: "x", count: 100_000),
  ])
  func text(text: String) throws {
    var writer = RecordWriter()
    writer.write(text)
    var reader = RecordReader(writer.bytes)
    #expect(
      try Array(reader.text().utf8) == Array(text.utf8),
      "the very bytes, not a canonical form"
    )
    #expect(reader.isAtEnd)
  }

  @Test(arguments: [0, -0.0, 1, 72.1, -1e-30, .infinity, .greatestFiniteMagnitude] as [Float])
  func fraction(number: Float) throws {
    var writer = RecordWriter()
    writer.write(number)
    var reader = RecordReader(writer.bytes)
    #expect(try reader.fraction().bitPattern == number.bitPattern)
    #expect(reader.isAtEnd && writer.bytes.count == 4)
    var short = RecordReader(Array(writer.bytes.dropLast()))
    #expect(throws: RecordError.self) { try short.fraction() }
  }

  @Test func mixedValues() throws {
    var writer = RecordWriter()
    writer.write(true)
    writer.write([1, 2, 3] as [UInt8])
    writer.write(["a", "b"]) { $0.write($1) }
    writer.write(nil as String?) { $0.write($1) }
    writer.write("c" as String?) { $0.write($1) }
    writer.write(false)
    var reader = RecordReader(writer.bytes)
    #expect(try reader.flag())
    #expect(try reader.raw() == [1, 2, 3])
    #expect(try reader.list { (reader) throws(RecordError) in try reader.text() } == ["a", "b"])
    #expect(try reader.optional { (reader) throws(RecordError) in try reader.text() } == nil)
    #expect(try reader.optional { (reader) throws(RecordError) in try reader.text() } == "c")
    #expect(try !reader.flag())
    #expect(reader.isAtEnd)
  }

  /// Bytes that nothing wrote.
  @Test(
    arguments: [
      [], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x04],
      [0x04, 0x61], [0x01],
      [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ] as [[UInt8]]
  )
  func damage(bytes: [UInt8]) {
    #expect(throws: RecordError.self) {
      var reader = RecordReader(bytes)
      _ = try reader.text()
    }
    #expect(throws: RecordError.self) {
      var reader = RecordReader(bytes)
      _ = try reader.list { (reader) throws(RecordError) in try reader.text() }
    }
  }

  @Test func damagedFlagIsRefused() {
    #expect(throws: RecordError.damaged(at: 0)) {
      var reader = RecordReader([2])
      _ = try reader.flag()
    }
  }

  @Test func fileContentComesBack() {
    let content = FileContent(bytes: [0, 1, 255], hint: "md")
    #expect(recordFaults(content) == [])
    #expect(recordFaults(FileContent(bytes: [], hint: "")) == [])
    #expect(readDamaged(content, times: 3000, seed: 1) > 0)
  }

  @Test(arguments: [
    ("a.md", "md"), ("a/b.TXT", "txt"), ("a.tar.gz", "gz"), ("README", ""), (".profile", ""),
    ("a.b/c", ""),
    ("a.", ""), ("x/.hidden.md", "md"), ("", ""), ("ä.MD", "md"),
  ])
  func hint(path: String, expected: String) {
    #expect(FileContent.hint(forPath: path) == expected)
  }
}
