/// Text that is UTF-8 but for some places.
struct UTF8Repair {
  private(set) var decoded = DecodedBytes()
  private(set) var isASCII = false

  /// Takes valid bytes as they are, and replaces each ill-formed sequence by U+FFFD.
  init(_ source: consuming [UInt8]) {
    do throws(UTF8.ValidationError) {
      var valid = try UTF8Span(validating: source.span)
      isASCII = valid.checkForASCII()
      decoded.bytes = source
      return
    } catch {}
    decoded.bytes.reserveCapacity(source.count + 64)
    let span = source.span
    var start = 0
    while start < span.count {
      let rest = span.extracting(start...)
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: rest)
        decoded.bytes += source[start...]
        return
      } catch {
        let place = start + error.byteOffsets.lowerBound
        decoded.bytes += source[start..<place]
        decoded.appendFault(at: place)
        start += max(error.byteOffsets.upperBound, 1)
      }
    }
  }

  /// Whether bytes have the build of UTF-8 nearly wherever they are not ASCII.
  ///
  /// Sequences that are too long or stand for surrogates are badly written UTF-8, not another
  /// encoding; a sequence that the end of the text cuts off counts for nothing.
  static func isLikely(_ bytes: Span<UInt8>) -> Bool {
    var built = 0
    var broken = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte >= 0x80 else { continue }
      let following = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
      guard byte >= 0xC0, byte < 0xF8 else {
        broken += 1
        continue
      }
      var found = 0
      while found < following, index < bytes.count, bytes[index] & 0xC0 == 0x80 {
        found += 1
        index += 1
      }
      if found == following {
        built += 1
      } else if index < bytes.count || (found == 0 && built == 0) {
        broken += 1
      }
    }
    return built >= 4 * broken
  }
}
