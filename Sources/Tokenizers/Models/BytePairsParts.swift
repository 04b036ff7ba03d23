/// What a model of byte pairs is made of.
struct BytePairsParts: Sendable {
  let vocabulary: Vocabulary
  /// For a vocabulary in the alphabet of bytes: the id of each byte, and the tokens as bytes.
  var bytes: ByteVocabulary?
  /// The rank of each pair that may be joined.
  let ranks: PairTable
  /// What the pair of each rank becomes.
  let results: [UInt32]
  let unknown: UInt32?
  /// Whether the file names an unknown token that the vocabulary does not have.
  let lacksUnknown: Bool
  let fusesUnknown: Bool
  let ignoresMerges: Bool
  let prefix: [UInt8]
  let suffix: [UInt8]
  let byteTokens: [UInt32?]
  /// The tokens of single ASCII characters, where no prefix or suffix is put to them.
  let ascii: [UInt32?]
  /// Whether no pair ever joins something with a following U+2581, so that texts can be cut before it.
  let isCutBeforeSign: Bool
  /// Whether two tokens share an id, so that only the full order of joins tells what comes out.
  let hasSharedIDs: Bool
}
