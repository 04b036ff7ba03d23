import SystemIO

/// The lines of a file, which stay in the file until they are asked for; empty ones are passed over.
package struct LineFile: Sendable {
  private static let linesTogether = 1 << 15

  private let file: ScratchContent
  /// Where each line begins and ends.
  private let places: [(start: Int, end: Int)]

  package init(_ path: String) throws(SnapshotError) {
    do throws(ReadFileError) {
      file = ScratchContent(try MappedFile(path))
    } catch {
      throw .unreadable(error)
    }
    var places: [(start: Int, end: Int)] = []
    var lineStart = 0
    var isBlank = true
    for start in stride(from: 0, to: file.count, by: 1 << 20) {
      let piece = file.bytes(start..<min(start + 1 << 20, file.count))
      file.release()
      for (index, byte) in piece.enumerated() {
        if byte == 0x0A {
          if !isBlank { places.append((lineStart, start + index)) }
          (lineStart, isBlank) = (start + index + 1, true)
        } else if byte != 0x20, byte != 0x0D, byte != 0x09 {
          isBlank = false
        }
      }
    }
    if !isBlank { places.append((lineStart, file.count)) }
    self.places = places
  }

  package var count: Int { places.count }

  package subscript(line: Int) -> [UInt8] {
    if line % Self.linesTogether == 0 { file.release() }
    return file.bytes(places[line].start..<places[line].end)
  }
}
