import CIconv

/// The one owner of a converter from some encoding to UTF-8.
package struct CharsetConverter: ~Copyable {
  private let handle: iconv_t

  /// Opens a converter by the C library's name of the encoding; nil when it knows none such.
  package init?(from name: String) {
    guard let handle = ciconv_open(name) else { return nil }
    self.handle = handle
  }

  deinit {
    iconv_close(handle)
  }

  /// Bytes in UTF-8, and what could not be converted.
  package struct Conversion: Sendable {
    package var bytes: [UInt8] = []
    /// How many places stand as U+FFFD because they mean nothing in the encoding.
    package var faults = 0
    /// The offset of the first of them in what was given.
    package var firstFault: Int?
  }

  /// Converts a whole text; what means nothing becomes U+FFFD, and nothing is passed over.
  package mutating func convert(_ bytes: Span<UInt8>) -> Conversion {
    var conversion = Conversion()
    conversion.bytes.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    iconv(handle, nil, nil, nil, nil)
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      // The converter does not write to its input, whatever its declaration says.
      var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
        mutating: base.assumingMemoryBound(to: CChar.self)
      )
      var left = raw.count
      while left > 0 {
        let problem = step(&input, &left, into: &conversion.bytes)
        guard problem != 0, problem != ciconv_output_full else { continue }
        conversion.firstFault = conversion.firstFault ?? raw.count - left
        conversion.faults += 1
        conversion.bytes += [0xEF, 0xBF, 0xBD]
        let skipped = problem == ciconv_input_cut ? left : 1
        input = input?.advanced(by: skipped)
        left -= skipped
      }
      var end: UnsafeMutablePointer<CChar>?
      _ = step(&end, &left, into: &conversion.bytes)
    }
    return conversion
  }

  /// Converts as much as fits into one more block of output; gives the reason for stopping.
  private func step(
    _ input: inout UnsafeMutablePointer<CChar>?,
    _ left: inout Int,
    into output: inout [UInt8]
  ) -> Int32 {
    let room = min(max(left * 2, 64), 1 << 16)
    var problem: Int32 = 0
    let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      var target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var space = room
      if iconv(handle, &input, &left, &target, &space) == -1 { problem = ciconv_error() }
      count = room - space
    }
    output += more
    return problem
  }
}
