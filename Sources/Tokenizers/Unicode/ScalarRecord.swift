/// What is known of one scalar, packed into the bits of the generated table.
///
/// The parts of the reference follow different versions of Unicode, hence facts that look alike.
struct ScalarRecord {
  let bits: UInt32

  /// The general category of the reference's expressions, as an index into `GeneralCategory.names`.
  var category: UInt32 { bits & 31 }
  /// Whether cleaning as BERT does removes the scalar.
  var isCleaned: Bool { bits & 1 << 5 != 0 }
  /// Whether cleaning as BERT does makes a space of the scalar.
  var isCleanedToSpace: Bool { bits & 1 << 6 != 0 }
  /// Whether the scalar is a mark that stripping accents as BERT does removes.
  var isNonspacingMark: Bool { bits & 1 << 7 != 0 }
  var isPunctuation: Bool { bits & 1 << 8 != 0 }
  var isWhitespace: Bool { bits & 1 << 9 != 0 }
  /// Whether the scalar is part of a word to the pre-tokenizer `Whitespace` and to added tokens.
  var isWord: Bool { bits & 1 << 10 != 0 }
  var isNumeric: Bool { bits & 1 << 11 != 0 }
  /// Whether the normalizer `StripAccents` removes the scalar.
  var isCombiningMark: Bool { bits & 1 << 12 != 0 }
  /// Whether `\s` of an expression matches.
  var isExpressionSpace: Bool { bits & 1 << 13 != 0 }
  var cluster: ClusterClass { ClusterClass(rawValue: UInt8(bits >> 16 & 15)) ?? .other }
  var conjunct: ConjunctClass { ConjunctClass(rawValue: UInt8(bits >> 20 & 3)) ?? .none }
  /// The canonical combining class, by which marks are ordered.
  var combiningClass: UInt8 { UInt8(bits >> 24) }
}

/// What a scalar is to the boundaries of grapheme clusters.
enum ClusterClass: UInt8 {
  case other, carriageReturn, lineFeed, control, extend, joiner, regionalIndicator, prepend
  case spacingMark, leadingJamo, vowelJamo, trailingJamo, syllableLV, syllableLVT, picture
}

/// What a scalar is to the conjuncts of Indic scripts.
enum ConjunctClass: UInt8 {
  case none, consonant, linker, extend
}

/// The general categories in the order of the generated table.
enum GeneralCategory {
  static let names = [
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs",
  ]

  /// The set, one bit for each category, that a name such as "L" or "Lu" stands for.
  static func set(_ name: String) -> UInt32? {
    var bits: UInt32 = 0
    for (index, known) in names.enumerated() where known == name || known.prefix(1) == name {
      bits |= 1 << UInt32(index)
    }
    return bits == 0 ? nil : bits
  }
}
