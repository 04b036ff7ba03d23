import CUchardet

/// What the library for guessing encodings makes of some bytes.
package enum CharsetGuess {
  /// The name of the encoding, such as "SHIFT_JIS"; nil when there is no guess.
  package static func name(of bytes: Span<UInt8>) -> String? {
    guard let handle = uchardet_new() else { return nil }
    defer { uchardet_delete(handle) }
    let isTaken = bytes.withUnsafeBytes { raw in
      uchardet_handle_data(handle, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
        == 0
    }
    guard isTaken else { return nil }
    uchardet_data_end(handle)
    guard let name = uchardet_get_charset(handle) else { return nil }
    let text = String(cString: name)
    return text.isEmpty ? nil : text
  }
}
