/// One step that changes a text before it is cut.
indirect enum NormalizerStep: Sendable {
  case bert(BertNormalizer)
  case form(Normalization)
  case lowercase
  case strip(left: Bool, right: Bool)
  case stripAccents
  case nmt
  case replace(Pattern, [UInt8])
  case prepend([UInt8])
  case byteLevel
  case characterMap(CharacterMap)

  /// Changes a text; the spare one gives its storage.
  func apply(to text: inout AlignedText, spare: inout AlignedText) {
    switch self {
    case .bert(let normalizer): normalizer.apply(to: &text, spare: &spare)
    case .form(let form):
      if form.isUnaffected(text.bytes.span) { return }
      TextChange.rewrite(&text, &spare) { source, rewriting in
        form.forEach(source.bytes.span) { rewriting.write($0, change: $1) }
      }
    case .lowercase: TextChange.lowercase(&text, &spare)
    case .strip(let left, let right): TextChange.strip(&text, &spare, left: left, right: right)
    case .stripAccents:
      if text.bytes.span.isASCII { return }
      let facts = ScalarFacts.shared
      TextChange.filter(&text, &spare) { facts[$0].isCombiningMark ? nil : $0 }
    case .nmt: TextChange.filter(&text, &spare, Self.nmt)
    case .replace(let pattern, let content): TextChange.replace(&text, &spare, pattern, content)
    case .prepend(let prefix): TextChange.prepend(prefix, to: &text, spare: &spare)
    case .byteLevel: ByteAlphabet.apply(to: &text, spare: &spare)
    case .characterMap(let map): map.apply(to: &text, spare: &spare)
    }
  }

  /// What SentencePiece's NMT rules make of a scalar; nil for one that is removed.
  private static func nmt(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: nil
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD:
      0x20
    default: scalar
    }
  }
}
