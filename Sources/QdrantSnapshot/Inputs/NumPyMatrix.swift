import SystemIO

/// The rows of a file of NumPy's form ('.npy'), which stay in the file until they are asked for.
package struct NumPyMatrix: Sendable {
  private enum Number { case float64, float32, float16, uint8, int8 }

  private static let rowsTogether = 1 << 15

  private let file: ScratchContent
  private let start: Int
  private let number: Number
  package let count: Int
  package let width: Int

  /// Opens a matrix; `mayBeRow` also takes a list of numbers, for one row.
  package init(_ path: String, mayBeRow: Bool = false) throws(SnapshotError) {
    do throws(ReadFileError) {
      file = ScratchContent(try MappedFile(path))
    } catch {
      throw .unreadable(error)
    }
    let head = file.bytes(0..<min(file.count, 12))
    guard head.count == 12, head.starts(with: [0x93] + Array("NUMPY".utf8)),
      (1...3).contains(head[6])
    else { throw .vectors(path, "it does not begin like an array of NumPy") }
    let short = Int(head[8]) | Int(head[9]) << 8
    let long = short | Int(head[10]) << 16 | Int(head[11]) << 24
    let (first, length) = head[6] == 1 ? (10, short) : (12, long)
    guard first + length <= file.count else {
      throw .vectors(path, "it ends within its head")
    }
    start = first + length
    let text = String(decoding: file.bytes(first..<start), as: UTF8.self)
    guard let type = Self.value("descr", in: text),
      let order = Self.value("fortran_order", in: text),
      let lengths = Self.lengths(in: text)
    else { throw .vectors(path, "its head does not say type, order and shape") }
    let shape = mayBeRow && lengths.count == 1 ? [1] + lengths : lengths
    guard shape.count == 2 else {
      throw .vectors(path, "it has \(lengths.count) dimensions, and a row for each point has 2")
    }
    guard order.hasPrefix("False") else {
      throw .vectors(
        path,
        "its columns lie together, and not its rows; numpy.ascontiguousarray changes that"
      )
    }
    let types: [(String, Number, Int)] = [
      ("'<f8'", .float64, 8), ("'<f4'", .float32, 4), ("'<f2'", .float16, 2), ("'|u1'", .uint8, 1),
      ("'|i1'", .int8, 1),
    ]
    guard let type = types.first(where: { type.hasPrefix($0.0) }) else {
      let name = type.prefix { $0 != "," && $0 != "}" }
      throw .vectors(
        path,
        "its numbers are \(name.prefix(40)), and '<f8', '<f4', '<f2', '|u1' and '|i1' are read"
      )
    }
    number = type.1
    (count, width) = (shape[0], shape[1])
    let (cells, isTooMuch) = count.multipliedReportingOverflow(by: width)
    guard !isTooMuch, cells <= (file.count - start) / type.2 else {
      throw .vectors(
        path,
        "it ends before its \(count) rows of \(width) numbers do"
      )
    }
  }

  private static func value(_ name: String, in text: String) -> String? {
    guard let place = text.firstRange(of: "'\(name)':") else { return nil }
    return String(text[place.upperBound...].drop { $0 == " " })
  }

  private static func lengths(in text: String) -> [Int]? {
    guard let value = value("shape", in: text), value.hasPrefix("("),
      let end = value.firstIndex(of: ")")
    else { return nil }
    let parts = value[value.index(after: value.startIndex)..<end].split(separator: ",")
      .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  /// Puts a row in place of what the buffer holds.
  package func row(_ row: Int, into numbers: inout [Float]) {
    numbers.removeAll(keepingCapacity: true)
    // What was read is not read again soon: it need not stay in memory.
    if row % Self.rowsTogether == 0 { file.release() }
    let size =
      switch number {
      case .float64: 8
      case .float32: 4
      case .float16: 2
      case .uint8, .int8: 1
      }
    let begin = start + row * width * size
    file.withBytes(begin..<begin + width * size) { bytes in
      for column in 0..<width {
        let offset = column * size
        let value: Float =
          switch number {
          case .float64:
            Float(
              unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Double.self)
            )
          case .float32:
            unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Float.self)
          case .float16:
            Float(
              unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Float16.self)
            )
          case .uint8:
            Float(unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self))
          case .int8: Float(unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: Int8.self))
          }
        numbers.append(value)
      }
    }
  }
}
