import SystemIO

/// The lines of a file, which stay in the file until they are asked for; empty ones are passed over, as is a mark of
/// UTF-8 at the beginning.
package struct LineFile: Sendable {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let linesTogether = 1 << 15

  package let path: String
  private let file: ScratchContent
  /// Where each line begins and ends.
  private let places: [(start: Int, end: Int)]

  package init(_ path: String) throws(SnapshotError) {
    do throws(ReadFileError) {
      file = ScratchContent(try MappedFile(path))
    } catch {
      throw .unreadable(error)
    }
    self.path = path
    var places: [(start: Int, end: Int)] = []
    let isMarked = file.bytes(0..<min(3, file.count)) == Self.mark
    let first = isMarked ? Self.mark.count : 0
    var lineStart = first
    var isBlank = true
    for start in stride(from: first, to: file.count, by: 1 << 20) {
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

  /// The number of a line as an editor counts, from 1 and with empty ones.
  package func number(of line: Int) -> Int {
    var number = 1
    for start in stride(from: 0, to: places[line].start, by: 1 << 20) {
      let piece = file.bytes(start..<min(start + 1 << 20, places[line].start))
      number += piece.count { $0 == 0x0A }
    }
    return number
  }

  package subscript(line: Int) -> [UInt8] {
    if line % Self.linesTogether == 0 { file.release() }
    return file.bytes(places[line].start..<places[line].end)
  }
}
