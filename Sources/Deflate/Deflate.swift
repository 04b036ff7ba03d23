import CZlib

/// Compresses and expands bytes in the format of zlib.
package enum Deflate {
  /// Compresses bytes; the same bytes give the same result.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(uLong(bytes.count))
    var result = [UInt8](repeating: 0, count: Int(size))
    let code = bytes.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        compress2(
          target.baseAddress,
          &size,
          source.baseAddress,
          uLong(source.count),
          Z_DEFAULT_COMPRESSION
        )
      }
    }
    // With this much room the only other end is want of memory, and then nothing else would help either.
    precondition(code == Z_OK, "zlib cannot compress: code \(code)")
    result.removeLast(result.count - Int(size))
    return result
  }

  /// Expands what was compressed; nil where it is damaged, or larger than the limit.
  package static func expand(_ bytes: [UInt8], atMost limit: Int) -> [UInt8]? {
    var capacity = min(limit, max(256, bytes.count * 4))
    while true {
      var result = [UInt8](repeating: 0, count: capacity)
      var size = uLong(capacity)
      let code = bytes.withUnsafeBufferPointer { source in
        result.withUnsafeMutableBufferPointer { target in
          uncompress(target.baseAddress, &size, source.baseAddress, uLong(source.count))
        }
      }
      if code == Z_OK {
        result.removeLast(result.count - Int(size))
        return result
      }
      guard code == Z_BUF_ERROR, capacity < limit else { return nil }
      capacity = min(limit, capacity * 2)
    }
  }
}
