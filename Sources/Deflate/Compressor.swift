import CDeflate

/// Compresses bytes into the format of zlib, one text after another.
package final class Compressor {
  private let compressor: OpaquePointer

  /// How hard it tries, of 12: what makes half of the work for a tenth more bytes.
  private static let level: Int32 = 3

  package init() {
    guard let compressor = libdeflate_alloc_compressor(Self.level) else {
      preconditionFailure("there is no memory for a compressor")
    }
    self.compressor = compressor
  }

  deinit {
    libdeflate_free_compressor(compressor)
  }

  /// Compresses bytes; the same bytes give the same result.
  package func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      count = bytes.withUnsafeBytes { source in
        libdeflate_zlib_compress(
          compressor,
          source.baseAddress,
          source.count,
          target.baseAddress,
          target.count
        )
      }
      // With this much room the only other end is want of memory, and then nothing else would help either.
      precondition(count > 0, "libdeflate could not compress \(bytes.count) bytes")
    }
  }
}
