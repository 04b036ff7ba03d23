import Digests
import JSON

/// Reads a `tokenizer.json`.
struct TokenizerReader {
  private var normalizers: [NormalizerStep] = []
  private var preTokenizers: [PreTokenizerStep] = []
  private var template = Template()
  private var model: Model?
  private var addedTokens: [JSON] = []

  static func read(
    _ bytes: [UInt8],
    file: String,
    fingerprint: Digest
  ) throws(TokenizerError) -> TokenizerParts {
    var reader = TokenizerReader()
    var scanner: JSONScanner
    do throws(JSONProblem) {
      scanner = try JSONScanner(bytes, file: file)
    } catch {
      throw TokenizerError(error)
    }
    let start = scanner.place
    try reader.scan(&scanner)
    guard let model = reader.model else { throw .damaged(start, "there is no 'model'") }
    return try PartsBuilder.build(
      normalizers: reader.normalizers,
      preTokenizers: reader.preTokenizers,
      model: model,
      template: reader.template,
      addedTokens: reader.tokens(),
      at: start,
      fingerprint: fingerprint
    )
  }

  private mutating func scan(_ scanner: inout JSONScanner) throws(TokenizerError) {
    do throws(JSONProblem) { try scanner.enterObject() } catch { throw TokenizerError(error) }
    var name: [UInt8] = []
    var isFirst = true
    while true {
      do throws(JSONProblem) {
        guard try scanner.nextName(into: &name, isFirst: &isFirst) else { break }
      } catch {
        throw TokenizerError(error)
      }
      try member(String(decoding: name, as: UTF8.self), &scanner)
    }
    do throws(JSONProblem) { try scanner.end() } catch { throw TokenizerError(error) }
  }

  private mutating func member(
    _ name: String,
    _ scanner: inout JSONScanner
  ) throws(TokenizerError) {
    switch name {
    case "model": model = try ModelReader.read(&scanner)
    case "version":
      let version = try Self.tree(&scanner)
      guard version.string == "1.0" else {
        throw .unsupported(version.place, "a version other than \"1.0\"")
      }
    case "added_tokens": addedTokens = try Self.tree(&scanner).list()
    case "normalizer": normalizers = try NormalizerReader.read(try Self.tree(&scanner))
    case "pre_tokenizer": preTokenizers = try PreTokenizerReader.read(try Self.tree(&scanner))
    case "post_processor": template = try TemplateReader.read(try Self.tree(&scanner))
    default: do throws(JSONProblem) { try scanner.skip() } catch { throw TokenizerError(error) }
    }
  }

  private static func tree(_ scanner: inout JSONScanner) throws(TokenizerError) -> JSON {
    do throws(JSONProblem) { return try scanner.tree() } catch { throw TokenizerError(error) }
  }

  private func tokens() throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for json in addedTokens {
      tokens.append(
        AddedToken(
          content: Array(try json.text("content").utf8),
          isSingleWord: try json.flag("single_word"),
          stripsLeft: try json.flag("lstrip"),
          stripsRight: try json.flag("rstrip"),
          isNormalized: try json.flag("normalized"),
          isSpecial: try json.flag("special")
        )
      )
    }
    return tokens
  }
}
