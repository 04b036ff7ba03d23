/// Cleans a text, puts spaces around Chinese characters, strips accents and makes letters small.
struct BertNormalizer: Sendable {
  var cleansText = true
  var separatesChinese = true
  var stripsAccents = true
  var lowercases = true

  func apply(to text: inout AlignedText, spare: inout AlignedText) {
    let facts = ScalarFacts.shared
    if cleansText {
      TextChange.filter(&text, &spare) { scalar in
        let record = facts[scalar]
        return record.isCleaned ? nil : record.isCleanedToSpace ? 0x20 : scalar
      }
    }
    if separatesChinese && !text.bytes.span.isASCII {
      TextChange.rewrite(&text, &spare) { source, rewriting in
        let bytes = source.bytes.span
        var index = 0
        while index < bytes.count {
          let (scalar, length) = bytes.scalar(at: index)
          index += length
          if Self.isChinese(scalar) {
            rewriting.write(0x20, change: 0)
            rewriting.write(scalar, change: 1)
            rewriting.write(0x20, change: 1)
          } else {
            rewriting.write(scalar, change: 0)
          }
        }
      }
    }
    if stripsAccents && !text.bytes.span.isASCII {
      NormalizerStep.form(Normalization(isCompatible: false, isComposed: false))
        .apply(to: &text, spare: &spare)
      TextChange.filter(&text, &spare) { facts[$0].isNonspacingMark ? nil : $0 }
    }
    if lowercases { NormalizerStep.lowercase.apply(to: &text, spare: &spare) }
  }

  /// Whether a scalar stands in the blocks that the reference takes for Chinese.
  static func isChinese(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x3400 else { return false }
    return switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
