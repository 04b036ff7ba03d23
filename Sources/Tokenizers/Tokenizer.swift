package import Digests
import JSON
import SystemIO

/// A tokenizer as Hugging Face's models bring it; its ids are those of their library.
///
/// It is made once and then used by any number of threads, each with a session of its own. Texts that
/// are no valid UTF-8 are mended by U+FFFD, as when they were read into a string.
package struct Tokenizer: Sendable {
  private let parts: TokenizerParts
  /// What the files of the model say beside the tokenizer itself.
  package let facts: ModelFacts

  /// The most bytes of a file of a model that are read.
  private static let largestFile = 1 << 30

  /// Loads the tokenizer of a model's folder: its `tokenizer.json`, else the vocabulary of a BERT model.
  package init(folder: String) throws(TokenizerError) {
    let path = { (name: String) in folder + "/" + name }
    let configuration = try Self.json(path("tokenizer_config.json"))
    facts = ModelFacts(
      sentence: try Self.json(path("sentence_bert_config.json"))?.tree,
      tokenizer: configuration?.tree,
      model: try Self.json(path("config.json"))?.tree
    )
    if let bytes = try Self.read(path("tokenizer.json")) {
      parts = try Self.parts(bytes, file: path("tokenizer.json"))
      return
    }
    guard let vocabulary = try Self.read(path("vocab.txt")) else {
      throw .nothingThere(folder: folder)
    }
    let special = try Self.json(path("special_tokens_map.json"))
    if let added = try Self.json(path("added_tokens.json"))?.tree, added.members?.isEmpty != true {
      throw .unsupported(added.place, "added tokens without a 'tokenizer.json'")
    }
    var hash = KeyHasher("word pieces of a folder")
    for bytes in [vocabulary, configuration?.bytes ?? [], special?.bytes ?? []] { hash.add(bytes) }
    parts = try WordPieceFolder.read(
      WordPieceFolder.Files(
        vocabulary: vocabulary,
        vocabularyName: path("vocab.txt"),
        configuration: configuration?.tree,
        specialTokens: special?.tree
      ),
      fingerprint: hash.finish()
    )
  }

  /// Loads a folder, or a file of the form of `tokenizer.json`.
  package init(path: String) throws(TokenizerError) {
    if let status = try? FileStatus(path: path), status.kind == .directory {
      try self.init(folder: path)
      return
    }
    let bytes: [UInt8]
    do throws(ReadFileError) {
      bytes = try readFile(path, limit: Self.largestFile).bytes
    } catch {
      throw .unreadable(error)
    }
    try self.init(json: bytes, file: path)
  }

  /// Reads the bytes of a `tokenizer.json`; the name is for messages.
  package init(json bytes: [UInt8], file: String) throws(TokenizerError) {
    facts = ModelFacts()
    parts = try Self.parts(bytes, file: file)
  }

  private static func parts(_ bytes: [UInt8], file: String) throws(TokenizerError) -> TokenizerParts
  {
    var hash = KeyHasher("tokenizer.json")
    hash.add(bytes)
    return try TokenizerReader.read(bytes, file: file, fingerprint: hash.finish())
  }

  /// The bytes of a file; nil where there is none.
  private static func read(_ path: String) throws(TokenizerError) -> [UInt8]? {
    do throws(ReadFileError) {
      return try readFile(path, limit: largestFile).bytes
    } catch {
      if case .system(let cause) = error, cause.isMissing { return nil }
      throw .unreadable(error)
    }
  }

  private static func json(
    _ path: String
  ) throws(TokenizerError) -> (tree: JSON, bytes: [UInt8])? {
    guard let bytes = try read(path) else { return nil }
    do throws(JSONProblem) {
      return (try JSONParser.value(bytes, file: path), bytes)
    } catch {
      throw TokenizerError(error)
    }
  }

  // MARK: What is known

  /// Stands for all that decides the ids of a text.
  package var fingerprint: Digest { parts.fingerprint }

  /// The number of tokens that are put around a text.
  package var specialTokensCount: Int { parts.template.addedCount }

  /// How many tokens of a text's own there is room for within a limit.
  package func room(within most: Int) -> Int {
    max(0, most - parts.template.addedCount) / max(1, parts.template.textCount)
  }

  /// Appends ids of a text with those that the model wants around them.
  package func surround(_ text: ArraySlice<UInt32>, into ids: inout [UInt32]) {
    for part in parts.template.parts {
      switch part {
      case .text: ids.append(contentsOf: text)
      case .token(let id, _): ids.append(id)
      }
    }
  }

  /// How many tokens the model wants before a text.
  package var leadingCount: Int {
    parts.template.parts.prefix { if case .token = $0 { true } else { false } }.count
  }

  /// The number of ids, those of added tokens included.
  package var vocabularySize: Int {
    parts.model.vocabulary.count
      + parts.addedTokens.count { parts.model.vocabulary[$0.content] == nil }
  }

  /// The largest id that a text can get; 0 where there is no token.
  package var largestID: Int {
    let added = parts.addedTokens.map(\.id).max() ?? 0
    return Int(max(added, parts.model.vocabulary.largestID ?? 0))
  }

  /// The texts of ids as the vocabulary has them; nil for an id that it does not have.
  package func tokens(for ids: [UInt32]) -> [String?] {
    let added = Dictionary(parts.addedTokens.map { ($0.id, $0.content[...]) }) { first, _ in first }
    return ids.map { id in
      (added[id] ?? parts.model.vocabulary.token(of: id)).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  // MARK: Use

  /// Begins a session; many short texts are best given to one.
  package func session() -> TokenizerSession { TokenizerSession(parts) }

  /// Begins texts that come in parts.
  package func stream(lowercasing: Bool = false) -> TokenStream {
    TokenStream(TokenizerSession(parts), parts.cuts, lowercasing: lowercasing)
  }

  /// The number of tokens of a text, by default without those that are put around it.
  package func count(_ text: String, addingSpecial: Bool = false) -> Int {
    var session = session()
    return session.count(Array(text.utf8).span, addingSpecial: addingSpecial)
  }

  /// Whether a text has no more tokens than allowed.
  package func fits(_ text: String, limit: Int, addingSpecial: Bool = false) -> Bool {
    var session = session()
    return session.fits(Array(text.utf8).span, limit: limit, addingSpecial: addingSpecial)
  }

  /// The tokens of a text with their places in it.
  package func encode(_ text: String, addingSpecial: Bool = true) -> Encoding {
    var session = session()
    return session.encode(Array(text.utf8).span, addingSpecial: addingSpecial)
  }
}
