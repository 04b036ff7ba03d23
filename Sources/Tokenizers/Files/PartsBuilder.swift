import Digests
import JSON

/// Puts the parts of a tokenizer together and sees to it that they fit.
enum PartsBuilder {
  static func build(
    normalizers: [NormalizerStep],
    preTokenizers: [PreTokenizerStep],
    model: Model,
    template: Template,
    addedTokens: [AddedToken],
    at place: JSONPlace,
    fingerprint: Digest
  ) throws(TokenizerError) -> TokenizerParts {
    var model = model
    var preTokenizers = preTokenizers
    try settleBytes(normalizers, &preTokenizers, &model, place)
    let tokens = number(addedTokens, model)
    var plain: [(pattern: [UInt8], token: AddedToken)] = []
    var normalized: [(pattern: [UInt8], token: AddedToken)] = []
    for token in tokens {
      if token.isNormalized {
        normalized.append((normalize(token.content, normalizers), token))
      } else {
        plain.append((token.content, token))
      }
    }
    guard let plainTokens = AddedTokenFinder(plain),
      let normalizedTokens = AddedTokenFinder(normalized)
    else { throw .unsupported(place, "added tokens this large") }
    return TokenizerParts(
      normalizers: normalizers,
      preTokenizers: preTokenizers,
      model: model,
      template: template,
      plainTokens: plainTokens,
      normalizedTokens: normalizedTokens,
      addedTokens: tokens,
      fingerprint: fingerprint
    )
  }

  /// Lets a model of bytes see bytes, where the last step would only spell them in the alphabet.
  private static func settleBytes(
    _ normalizers: [NormalizerStep],
    _ preTokenizers: inout [PreTokenizerStep],
    _ model: inout Model,
    _ place: JSONPlace
  ) throws(TokenizerError) {
    guard case .bytePairs(let joining) = model, joining.parts.bytes != nil else { return }
    var pairs = joining.parts
    let spellsBytes = normalizers.contains { if case .byteLevel = $0 { true } else { false } }
    let steps = preTokenizers.filter { if case .byteLevel = $0 { true } else { false } }
    if !spellsBytes, steps.count == 1, case .byteLevel(var split) = preTokenizers.last {
      split.keepsBytes = true
      preTokenizers[preTokenizers.count - 1] = .byteLevel(split)
      return
    }
    guard !pairs.lacksUnknown || spellsBytes || !steps.isEmpty else {
      throw .damaged(place, "the vocabulary does not have the unknown token")
    }
    pairs.bytes = nil
    model = .bytePairs(BytePairs(pairs))
  }

  /// Gives added tokens the ids of the vocabulary, and new ones to those that it does not have.
  private static func number(_ tokens: [AddedToken], _ model: Model) -> [AddedToken] {
    var next = UInt32(truncatingIfNeeded: model.size)
    var numbered: [AddedToken] = []
    var places: [[UInt8]: Int] = [:]
    for var token in tokens where !token.content.isEmpty {
      if let place = places[token.content] {
        token.id = numbered[place].id
        numbered[place] = token
        continue
      }
      if let id = model.vocabulary[token.content] {
        token.id = id
      } else {
        token.id = next
        next += 1
      }
      places[token.content] = numbered.count
      numbered.append(token)
    }
    // Of several tokens with one id the last is the one.
    var last: [UInt32: Int] = [:]
    for (index, token) in numbered.enumerated() { last[token.id] = index }
    return numbered.enumerated().filter { last[$1.id] == $0 }.map(\.element)
  }

  private static func normalize(_ content: [UInt8], _ normalizers: [NormalizerStep]) -> [UInt8] {
    var text = AlignedText()
    var spare = AlignedText()
    text.load(content.span, 0..<content.count)
    for step in normalizers { step.apply(to: &text, spare: &spare) }
    return text.bytes
  }
}
