import SystemIO

/// A safetensors file that lies in memory as far as it is read, and what its header says.
struct SafeTensorsFile: Sendable {
  let bytes: MappedFile
  let tensors: [Tensor]

  /// Opens a file; its tensors will say that they are of the file of this number.
  init(_ path: String, number: Int) throws(ModelError) {
    do throws(ReadFileError) {
      bytes = try MappedFile(path)
    } catch {
      throw .unreadable(error)
    }
    let first = Self.copy(bytes, 0..<min(8, bytes.count))
    let length = try SafeTensorsHeader.length(first, fileSize: bytes.count, path: path)
    let header = try SafeTensorsHeader(
      Self.copy(bytes, 8..<8 + length),
      fileSize: bytes.count,
      path: path,
      file: number
    )
    tensors = header.tensors
  }

  private static func copy(_ file: MappedFile, _ range: Range<Int>) -> [UInt8] {
    file.withBytes(range) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
    }
  }
}
