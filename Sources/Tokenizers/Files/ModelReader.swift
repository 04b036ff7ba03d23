import JSON

/// Reads the model of a file, whose tables may have hundreds of thousands of rows.
struct ModelReader {
  private var type: String?
  private var vocabulary = Vocabulary(capacity: 1 << 14)
  private var hasVocabulary = false
  private var isScored = false
  private var scores: [Double] = []
  /// The merges: all their bytes, and where the halves end.
  private var mergeBytes: [UInt8] = []
  private var mergeEnds: [(left: Int, right: Int, offset: Int)] = []
  private var hasMerges = false
  /// The other members, which are small.
  private var options: [JSON.Member] = []

  static func read(_ scanner: inout JSONScanner) throws(TokenizerError) -> Model {
    let start = scanner.place
    var reader = ModelReader()
    do throws(JSONProblem) {
      try reader.scan(&scanner)
    } catch {
      throw TokenizerError(error)
    }
    return try reader.model(at: start, scanner)
  }

  private mutating func scan(_ scanner: inout JSONScanner) throws(JSONProblem) {
    try scanner.enterObject()
    var name: [UInt8] = []
    var isFirst = true
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      switch String(decoding: name, as: UTF8.self) {
      case "vocab": try scanVocabulary(&scanner)
      case "merges": try scanMerges(&scanner)
      case let other: options.append(JSON.Member(other, try scanner.tree()))
      }
    }
  }

  private mutating func scanVocabulary(_ scanner: inout JSONScanner) throws(JSONProblem) {
    vocabulary = Vocabulary(capacity: 1 << 14)
    scores = []
    hasVocabulary = true
    var token: [UInt8] = []
    var isFirst = true
    isScored = scanner.next == UInt8(ascii: "[")
    guard isScored else {
      try scanner.enterObject()
      while try scanner.nextName(into: &token, isFirst: &isFirst) {
        let place = scanner.position
        let digits = try scanner.number()
        guard let id = Self.id(digits) else {
          throw JSONProblem(
            place: scanner.place(of: place),
            message: "'\(String(decoding: digits, as: UTF8.self))' is no id"
          )
        }
        vocabulary.insert(token.span, id: id)
      }
      return
    }
    try scanner.enterList()
    while try scanner.nextElement(isFirst: &isFirst) {
      var isFirstHalf = true
      try scanner.enterList()
      guard try scanner.nextElement(isFirst: &isFirstHalf) else {
        throw scanner.problem("a token has a text and a score")
      }
      token.removeAll(keepingCapacity: true)
      try scanner.string(into: &token)
      guard try scanner.nextElement(isFirst: &isFirstHalf) else {
        throw scanner.problem("a token has a text and a score")
      }
      guard let score = ReferenceNumber.read(try scanner.number()) else {
        throw scanner.problem("a score is out of range")
      }
      guard try !scanner.nextElement(isFirst: &isFirstHalf) else {
        throw scanner.problem("a token has a text and a score")
      }
      vocabulary.insert(token.span, id: UInt32(scores.count))
      scores.append(score)
    }
  }

  private static func id(_ digits: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + UInt64(digit - 0x30)
      if value > UInt64(UInt32.max) { return nil }
    }
    return UInt32(value)
  }

  private mutating func scanMerges(_ scanner: inout JSONScanner) throws(JSONProblem) {
    mergeBytes = []
    mergeEnds = []
    hasMerges = true
    var isFirst = true
    try scanner.enterList()
    while try scanner.nextElement(isFirst: &isFirst) {
      let start = mergeBytes.count
      let offset = scanner.position
      if scanner.next == UInt8(ascii: "[") {
        var isFirstHalf = true
        try scanner.enterList()
        var ends: [Int] = []
        while try scanner.nextElement(isFirst: &isFirstHalf) {
          try scanner.string(into: &mergeBytes)
          ends.append(mergeBytes.count)
        }
        guard ends.count == 2 else { throw scanner.problem("a merge joins two tokens") }
        mergeEnds.append((ends[0], ends[1], offset))
        continue
      }
      try scanner.string(into: &mergeBytes)
      if mergeBytes[start...].starts(with: "#version".utf8) {
        mergeBytes.removeSubrange(start...)
        continue
      }
      guard let space = onlySpace(from: start) else {
        throw JSONProblem(
          place: scanner.place(of: offset),
          message: "a merge is two tokens with a space between"
        )
      }
      mergeBytes.remove(at: space)
      mergeEnds.append((space, mergeBytes.count, offset))
    }
  }

  /// Where the one space of the last merge is; nil where there is none, or another.
  private func onlySpace(from start: Int) -> Int? {
    let line = mergeBytes[start...]
    guard let space = line.firstIndex(of: 0x20), !line[(space + 1)...].contains(0x20) else {
      return nil
    }
    return space
  }

  // MARK: The model of what was read

  private mutating func model(
    at place: JSONPlace,
    _ scanner: JSONScanner
  ) throws(TokenizerError) -> Model {
    let options = JSON(.object(options), at: place)
    guard hasVocabulary else { throw .damaged(place, "the model has no 'vocab'") }
    vocabulary.finish()
    let type = try options.present("type")?.text() ?? guess(options)
    let wantsScores = type == "Unigram"
    guard isScored == wantsScores else {
      throw .damaged(
        place,
        wantsScores
          ? "the 'vocab' of a Unigram model is a list of tokens with scores"
          : "the 'vocab' of this model is an object of tokens with ids"
      )
    }
    switch type {
    case "WordPiece":
      let word = WordPiece(
        vocabulary,
        prefix: Array(try options.text("continuing_subword_prefix").utf8),
        unknown: try unknown(try options.required("unk_token")),
        mostCharacters: try options.required("max_input_chars_per_word").whole()
      )
      guard let word else { throw .unsupported(place, "a vocabulary this large") }
      return .wordPiece(word)
    case "WordLevel":
      return .wordLevel(
        WordLevel(
          vocabulary: vocabulary,
          unknown: try unknown(try options.required("unk_token"))
        )
      )
    case "Unigram": return .unigram(try unigram(options))
    case "BPE":
      let merges = MergeTable(bytes: mergeBytes, ends: mergeEnds, scanner: scanner)
      guard hasMerges else { throw .damaged(place, "the model has no 'merges'") }
      return .bytePairs(BytePairs(try BytePairsReader.read(options, vocabulary, merges)))
    default: throw .unsupported(place, "the model '\(type)'")
    }
  }

  /// The type of a model in files from before types were written.
  private func guess(_ options: JSON) -> String {
    isScored
      ? "Unigram"
      : hasMerges
        ? "BPE" : options.present("continuing_subword_prefix") != nil ? "WordPiece" : "WordLevel"
  }

  private func unknown(_ json: JSON) throws(TokenizerError) -> UInt32 {
    let token = try json.text()
    guard let id = vocabulary[Array(token.utf8)] else {
      throw .damaged(json.place, "the vocabulary does not have the unknown token '\(token)'")
    }
    return id
  }

  private func unigram(_ options: JSON) throws(TokenizerError) -> Unigram {
    guard let unknown = options.present("unk_id") else {
      throw .unsupported(options.place, "a Unigram model without an unknown token")
    }
    guard try unknown.whole() < scores.count else {
      throw .damaged(unknown.place, "'unk_id' is beyond the vocabulary")
    }
    let model = Unigram(
      vocabulary,
      scores: scores,
      unknown: try unknown.id(),
      fallsBackToBytes: try options.flag("byte_fallback", default: false)
    )
    guard let model else { throw .unsupported(options.place, "a vocabulary this large") }
    return model
  }
}

/// Pairs of tokens in the order in which they are to be joined, as text.
struct MergeTable {
  let bytes: [UInt8]
  let ends: [(left: Int, right: Int, offset: Int)]
  /// Tells where the merges stand.
  let scanner: JSONScanner
}
