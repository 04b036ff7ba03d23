import Pipeline
import SystemIO

/// The lines of a file or of standard input, part by part, so that none has to fit into memory.
struct LineParts: ~Copyable {
  /// A part of a line, and whether the line ends with it.
  struct Part {
    /// Where the bytes are; nil for none.
    var bytes: Range<Int>?
    var endsLine = false
    /// Whether nothing comes any more.
    var isLast = false
  }

  private let file: FileDescriptor
  private(set) var buffer = [UInt8](repeating: 0, count: 256 << 10)
  private var filled = 0
  private var place = 0
  private var isWithinLine = false

  init(_ name: String?) throws(RunError) {
    guard let name, name != "-" else {
      file = FileDescriptor.standardInput()
      return
    }
    do throws(ReadFileError) {
      file = try FileDescriptor(readingStream: name)
    } catch {
      throw RunError(error.isMissing ? .missingInput : .inputOutput, error.description)
    }
  }

  /// Whether the next part is there without waiting.
  var isReady: Bool { place < filled || file.isReady }

  /// The next part; its bytes are in the buffer until the one after it is asked for.
  mutating func next() throws(RunError) -> Part {
    if place == filled {
      do throws(SystemError) {
        filled = try file.readSome(into: &buffer)
      } catch {
        throw RunError(.inputOutput, error.description)
      }
      place = 0
      // Nothing behind the last line feed is no line.
      guard filled > 0 else { return Part(endsLine: isWithinLine, isLast: true) }
    }
    let end = lineFeed(from: place) ?? filled
    let range = place..<end
    guard end < filled else {
      place = filled
      isWithinLine = true
      return Part(bytes: range)
    }
    place = end + 1
    isWithinLine = false
    return Part(bytes: range, endsLine: true)
  }

  private func lineFeed(from start: Int) -> Int? {
    let bytes = buffer.span
    for index in start..<filled where bytes[index] == 0x0A { return index }
    return nil
  }
}
