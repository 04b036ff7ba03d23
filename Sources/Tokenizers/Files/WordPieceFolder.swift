import Digests
import JSON

/// Makes a tokenizer of the files of BERT models from before `tokenizer.json`.
enum WordPieceFolder {
  /// What such a folder holds.
  struct Files {
    var vocabulary: [UInt8]
    var vocabularyName: String
    var configuration: JSON?
    var specialTokens: JSON?
  }

  static func read(_ files: Files, fingerprint: Digest) throws(TokenizerError) -> TokenizerParts {
    let place = JSONPlace(file: files.vocabularyName, line: 0, column: 0)
    var vocabulary = Vocabulary(capacity: 1 << 15)
    if let offset = files.vocabulary.span.firstInvalidUTF8() {
      let line = files.vocabulary[..<offset].count { $0 == 0x0A } + 1
      throw .damaged(
        JSONPlace(file: files.vocabularyName, line: line, column: 1),
        "the line is not valid UTF-8"
      )
    }
    var lines = files.vocabulary.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let token = Array(trimmed(line))
      vocabulary.insert(token.span, id: UInt32(index))
    }
    vocabulary.finish()
    let configuration = files.configuration ?? JSON(.object([]))
    try refuseOthers(configuration)
    func name(_ key: String, _ usual: String) -> [UInt8] {
      let json = configuration.present(key) ?? files.specialTokens?.present(key)
      return Array((json?.string ?? json?.present("content")?.string ?? usual).utf8)
    }
    func id(_ token: [UInt8]) throws(TokenizerError) -> UInt32 {
      guard let id = vocabulary[token] else {
        throw .damaged(
          place,
          "the vocabulary does not have '\(String(decoding: token, as: UTF8.self))'"
        )
      }
      return id
    }
    let special = [
      name("unk_token", "[UNK]"), name("sep_token", "[SEP]"), name("pad_token", "[PAD]"),
      name("cls_token", "[CLS]"), name("mask_token", "[MASK]"),
    ]
    let lowercases = try configuration.flag("do_lower_case", default: true)
    let word = WordPiece(
      vocabulary,
      prefix: Array("##".utf8),
      unknown: try id(special[0]),
      mostCharacters: 100
    )
    guard let word else { throw .unsupported(place, "a vocabulary this large") }
    return try PartsBuilder.build(
      normalizers: [
        .bert(
          BertNormalizer(
            cleansText: true,
            separatesChinese: try configuration.flag("tokenize_chinese_chars", default: true),
            stripsAccents: try configuration.flag("strip_accents", default: lowercases),
            lowercases: lowercases
          )
        )
      ],
      preTokenizers: [.bert],
      model: .wordPiece(word),
      template: Template(parts: [
        .token(try id(special[3]), typeID: 0), .text(typeID: 0),
        .token(try id(special[1]), typeID: 0),
      ]),
      addedTokens: try addedTokens(special, configuration, files.specialTokens, vocabulary),
      at: place,
      fingerprint: fingerprint
    )
  }

  /// The tokens that are found before the model sees the text: those with a role, those that the
  /// configuration lists with their ids, and further special ones.
  private static func addedTokens(
    _ special: [[UInt8]],
    _ configuration: JSON,
    _ specialTokens: JSON?,
    _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for member in configuration.present("added_tokens_decoder")?.members ?? [] {
      let content = Array(try member.value.text("content").utf8)
      guard let id = vocabulary[content], member.name == String(id) else {
        throw .unsupported(member.value.place, "a token beyond the vocabulary")
      }
      tokens.append(
        AddedToken(
          content: content,
          isSingleWord: try member.value.flag("single_word", default: false),
          stripsLeft: try member.value.flag("lstrip", default: false),
          stripsRight: try member.value.flag("rstrip", default: false),
          isNormalized: try member.value.flag("normalized", default: false),
          isSpecial: try member.value.flag("special", default: false)
        )
      )
    }
    var others = special
    for source in [configuration, specialTokens ?? configuration] {
      for json in source.present("additional_special_tokens")?.elements ?? [] {
        let text = if let string = json.string { string } else { try json.text("content") }
        guard vocabulary[Array(text.utf8)] != nil else {
          throw .unsupported(json.place, "a token beyond the vocabulary")
        }
        others.append(Array(text.utf8))
      }
    }
    for content in others where !tokens.contains(where: { $0.content == content }) {
      // A mask that the vocabulary lacks has no id that the model knows.
      guard vocabulary[content] != nil else { continue }
      tokens.append(AddedToken(content: content, isSpecial: true))
    }
    return tokens
  }

  /// The vocabulary alone does not say how its tokens are made; other models have such files too.
  private static func refuseOthers(_ configuration: JSON) throws(TokenizerError) {
    guard let type = configuration.present("tokenizer_class") else { return }
    let known = ["BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer"]
    let name = try type.text()
    guard known.contains(name) || known.contains(where: { name == $0 + "Fast" }) else {
      throw .unsupported(type.place, "'\(name)' without a 'tokenizer.json'")
    }
  }

  /// A line without the space at its end, of any kind.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let facts = ScalarFacts.shared
    var line = line
    while let last = line.indices.last {
      var start = last
      while start > line.startIndex && line[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = Array(line[start...]).span.scalar(at: 0).value
      guard facts[scalar].isWhitespace else { break }
      line = line[..<start]
    }
    return line
  }
}
