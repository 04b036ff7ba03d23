import JSON

/// Makes a model of byte pairs of what a file says.
enum BytePairsReader {
  static func read(
    _ options: JSON,
    _ vocabulary: Vocabulary,
    _ merges: MergeTable
  ) throws(TokenizerError) -> BytePairsParts {
    if let dropout = options.present("dropout") {
      guard case .number(let number) = dropout.value, number.double == 0 else {
        throw .unsupported(dropout.place, "'dropout', which leaves merges to chance")
      }
    }
    let prefix = Array(try options.present("continuing_subword_prefix")?.text().utf8 ?? "".utf8)
    let suffix = Array(try options.present("end_of_word_suffix")?.text().utf8 ?? "".utf8)
    var ranks = PairTable(capacity: merges.ends.count)
    var results: [UInt32] = []
    var start = 0
    for (left, right, offset) in merges.ends {
      func find(_ token: [UInt8]) throws(TokenizerError) -> UInt32 {
        guard let id = vocabulary[token] else {
          let name = String(decoding: token, as: UTF8.self)
          throw .damaged(
            merges.scanner.place(of: offset),
            "the vocabulary does not have '\(name)' of a merge"
          )
        }
        return id
      }
      let (first, second) = (Array(merges.bytes[start..<left]), Array(merges.bytes[left..<right]))
      guard second.count >= prefix.count else {
        throw .damaged(merges.scanner.place(of: offset), "a merge goes on without the prefix")
      }
      ranks.insert(try find(first), try find(second), UInt32(results.count))
      results.append(try find(first + second.dropFirst(prefix.count)))
      start = right
    }
    let byteTokens =
      try options.flag("byte_fallback", default: false) ? ByteTokens.find(in: vocabulary) : []
    var unknown: UInt32?
    let bytes = prefix.isEmpty && suffix.isEmpty ? ByteVocabulary(vocabulary) : nil
    if let token = options.present("unk_token") {
      unknown = vocabulary[Array(try token.text().utf8)]
      // A vocabulary of all bytes never needs it.
      if unknown == nil && bytes == nil {
        throw .damaged(
          token.place,
          "the vocabulary does not have the unknown token '\(token.string ?? "")'"
        )
      }
    }
    let ignoresMerges = try options.flag("ignore_merges", default: false)
    let isPlain = prefix.isEmpty && suffix.isEmpty
    return BytePairsParts(
      vocabulary: vocabulary,
      bytes: bytes,
      ranks: ranks,
      results: results,
      unknown: unknown,
      lacksUnknown: unknown == nil && options.present("unk_token") != nil,
      fusesUnknown: try options.flag("fuse_unk", default: false),
      ignoresMerges: ignoresMerges,
      prefix: prefix,
      suffix: suffix,
      byteTokens: byteTokens,
      ascii: (UInt8(0)..<128).map { isPlain ? vocabulary[[$0]] : nil },
      isCutBeforeSign: isPlain && !ignoresMerges
        && isCutBeforeSign(vocabulary, merges, unknown: unknown, byteTokens: byteTokens),
      hasSharedIDs: vocabulary.hasSharedIDs
    )
  }

  /// Whether no merge joins anything else than the sign with something that begins with it.
  ///
  /// Then nothing is ever joined across the place before a sign that follows something else, and what
  /// is before and behind it can be worked out alone.
  private static func isCutBeforeSign(
    _ vocabulary: Vocabulary,
    _ merges: MergeTable,
    unknown: UInt32?,
    byteTokens: [UInt32?]
  ) -> Bool {
    let sign = BytePairs.sign
    guard vocabulary[sign] != nil, !vocabulary.hasSharedIDs else { return false }
    // Tokens that stand for other texts than their own could bring merges of their own.
    let others = Set(byteTokens.compactMap { $0 } + (unknown.map { [$0] } ?? []))
    var start = 0
    for (left, right, _) in merges.ends {
      let (first, second) = (merges.bytes[start..<left], merges.bytes[left..<right])
      if second.starts(with: sign) && first.suffix(sign.count) != sign[...] { return false }
      for half in [first, second] {
        if let id = vocabulary[Array(half)], others.contains(id) { return false }
      }
      start = right
    }
    return true
  }
}
