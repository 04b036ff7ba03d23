import Charsets

/// The search for the encoding of bytes that are no Unicode.
///
/// The library's guess is good for long texts and poor for short ones, so it is one voice: every
/// encoding is tried on the lines with characters beyond ASCII, and the likeliest text wins.
enum EncodingDetection {
  private static let sampleSize = 6_000

  /// The likeliest encoding; nil when no text comes out in any of them.
  static func encoding(of bytes: [UInt8]) -> TextEncoding? {
    if let stateful = stateful(bytes) { return stateful }
    let sample = sample(of: bytes)
    guard !sample.isEmpty else { return nil }
    let guess = CharsetGuess.name(of: bytes.span.extracting(first: 1 << 16))
      .flatMap(TextEncoding.named)
    var best: (encoding: TextEncoding, likelihood: Float)?
    for (place, encoding) in TextEncoding.candidates.enumerated() {
      guard var converter = CharsetConverter(from: encoding.converter) else { continue }
      let text = converter.convert(sample.span)
      let likelihood = EncodingLikelihood(
        text.bytes.span,
        faults: text.faults,
        isJapanese: encoding == .shiftJIS || encoding == .eucJP,
        isKorean: encoding == .eucKR
      )
      guard likelihood.impossible * 10 <= likelihood.count else { continue }
      var total = likelihood.total - prior(encoding) - Float(place) * 0.05
      if encoding == guess { total += min(8, 2 + Float(likelihood.count) * 0.1) }
      if total > best?.likelihood ?? -.infinity { best = (encoding, total) }
    }
    return best?.encoding
  }

  /// How much likelier the text of an encoding has to be than that of a common one.
  private static func prior(_ encoding: TextEncoding) -> Float {
    switch encoding {
    case .windows1252, .windows1251, .windows1250, .shiftJIS, .gb18030, .eucKR, .big5, .eucJP: 0
    case .windows1253, .windows1254, .windows1255, .windows1256, .windows1257, .windows874: 1
    case .koi8R, .iso2, .iso5, .iso7, .iso8, .iso6: 1.5
    case .koi8U, .iso15, .ibm866: 2.5
    case .windows1258, .macCyrillic, .macintosh, .ibm850, .ibm852: 4
    default: 6
    }
  }

  /// An encoding of seven bits that changes its meaning by escape sequences.
  static func stateful(_ bytes: [UInt8]) -> TextEncoding? {
    let head = bytes.prefix(1 << 20)
    guard let escape = head.firstIndex(of: 0x1B) else { return nil }
    let rest = head[escape...]
    let announcements: [(String, TextEncoding)] = [
      ("\u{1B}$)C", .iso2022KR), ("\u{1B}$)A", .iso2022CN), ("\u{1B}$)G", .iso2022CN),
      ("\u{1B}$B", .iso2022JP), ("\u{1B}$@", .iso2022JP), ("\u{1B}(J", .iso2022JP),
      ("\u{1B}$(", .iso2022JP), ("\u{1B}(I", .iso2022JP),
    ]
    var index = rest.startIndex
    while let found = rest[index...].firstIndex(of: 0x1B) {
      for (mark, encoding) in announcements where rest[found...].starts(with: mark.utf8) {
        return encoding
      }
      index = found + 1
    }
    return nil
  }

  /// The first lines, or words of longer lines, that have bytes beyond ASCII.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    var sample: [UInt8] = []
    var lineStart = 0
    var isHigh = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x80 { isHigh = true }
      let isEnd = byte == 0x0A || byte == 0x0D || (byte == 0x20 && index - lineStart > 400)
      guard isEnd || index - lineStart >= 4000 else { continue }
      if isHigh { sample += bytes[lineStart...index] }
      lineStart = index + 1
      isHigh = false
      if sample.count >= sampleSize { return sample }
    }
    if isHigh { sample += bytes[lineStart...] }
    return sample
  }
}
