import SystemIO

/// Vectors in a file of NumPy's form, mapped and not read.
package enum NumpyMatrix {
  /// The rows of a file of 32-bit numbers, row by row.
  package static func map(_ path: String) throws(HNSWError) -> VectorRows {
    let file: MappedFile
    do throws(ReadFileError) { file = try MappedFile(path) } catch { throw .unreadable(error) }
    func damaged(_ reason: String) -> HNSWError { .unusable("'\(path)' \(reason)") }
    let head = file.withBytes(0..<min(file.count, 1 << 16)) { bytes in
      bytes.withUnsafeBytes { Array($0) }
    }
    guard head.count >= 12, head[0] == 0x93, head[1..<6].elementsEqual("NUMPY".utf8) else {
      throw damaged("is no file of NumPy's form")
    }
    let isShort = head[6] == 1
    let length =
      isShort
      ? Int(head[8]) | Int(head[9]) << 8
      : (8..<12).reduce(0) { $0 | Int(head[$1]) << (8 * ($1 - 8)) }
    let start = (isShort ? 10 : 12) + length
    guard start <= head.count, start % 4 == 0 else { throw damaged("has a damaged head") }
    let text = String(decoding: head[(isShort ? 10 : 12)..<start], as: UTF8.self)
    guard text.contains("'<f4'"), text.contains("'fortran_order': False") else {
      throw damaged("does not hold 32-bit numbers row by row")
    }
    guard let open = text.lastIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { throw damaged("has a damaged head") }
    let shape = text[text.index(after: open)..<close].split(separator: ",")
      .compactMap { Int($0.filter { $0 != " " }) }
    guard shape.count == 2, shape.allSatisfy({ $0 >= 0 }), shape[1] > 0 else {
      throw damaged("has other than two dimensions")
    }
    let (numbers, overflow) = shape[0].multipliedReportingOverflow(by: shape[1])
    guard !overflow, numbers <= (file.count - start) / 4 else {
      throw damaged("is shorter than it says")
    }
    // The address stays good for as long as the file is kept, which the rows do.
    let address = file.withBytes(start..<start + 4 * numbers) { bytes in
      bytes.withUnsafeBytes { $0.baseAddress.map { UInt(bitPattern: $0) } ?? 64 }
    }
    guard let numbers = UnsafePointer<Float>(bitPattern: address) else {
      throw damaged("could not be mapped")
    }
    return VectorRows(.floats(numbers), count: shape[0], width: shape[1], owner: file)
  }
}
