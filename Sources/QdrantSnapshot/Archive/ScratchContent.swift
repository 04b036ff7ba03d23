package import SystemIO

/// Bytes of a file that lies in memory as far as somebody looks at it.
package struct ScratchContent: Sendable {
  private let file: MappedFile

  package init(_ file: MappedFile) { self.file = file }

  package var count: Int { file.count }

  package func bytes(_ range: Range<Int>) -> [UInt8] {
    file.withBytes(range) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe Array($0) }
    }
  }

  /// Lends a part of the file.
  package func withBytes<Result, Failure: Error>(
    _ range: Range<Int>,
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try file.withBytes(range, body)
  }

  package func release() { file.release() }
}
