import CNettle

/// The SHA-256 digest of a stream of bytes.
///
/// Everything is known by such digests, so they are made by the library that uses the processor's own
/// instructions for them.
package struct SHA256: Sendable {
  private var context = sha256_ctx()

  package init() { nettle_sha256_init(&context) }

  package static func digest(_ bytes: [UInt8]) -> Digest { digest(bytes.span) }

  package static func digest(_ bytes: borrowing Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  package mutating func update(_ bytes: borrowing Span<UInt8>) {
    bytes.withUnsafeBufferPointer { bytes in
      nettle_sha256_update(&context, bytes.count, bytes.baseAddress)
    }
  }

  package consuming func finish() -> Digest {
    var digest = InlineArray<32, UInt8>(repeating: 0)
    var span = digest.mutableSpan
    span.withUnsafeMutableBufferPointer { bytes in
      nettle_sha256_digest(&context, bytes.count, bytes.baseAddress)
    }
    return Digest(digest)
  }
}
