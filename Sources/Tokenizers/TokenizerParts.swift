import Digests

/// All that a tokenizer is made of, ready for use by any number of threads.
final class TokenizerParts: Sendable {
  let normalizers: [NormalizerStep]
  let preTokenizers: [PreTokenizerStep]
  let model: Model
  let template: Template
  /// The added tokens that are looked for in the text as it is, and in the normalized text.
  let plainTokens: AddedTokenFinder
  let normalizedTokens: AddedTokenFinder
  let addedTokens: [AddedToken]
  /// Whether a step needs to know where in the original a piece began.
  let needsTracking: Bool
  /// Whether pieces are cut before each U+2581, where the model never joins across it.
  let cutsBeforeSign: Bool
  /// The one-pass way of BERT's own steps.
  let fast: FastBert?
  let cuts: SafeCuts
  let fingerprint: Digest

  init(
    normalizers: [NormalizerStep],
    preTokenizers: [PreTokenizerStep],
    model: Model,
    template: Template,
    plainTokens: AddedTokenFinder,
    normalizedTokens: AddedTokenFinder,
    addedTokens: [AddedToken],
    fingerprint: Digest
  ) {
    self.normalizers = normalizers
    self.preTokenizers = preTokenizers
    self.model = model
    self.template = template
    self.plainTokens = plainTokens
    self.normalizedTokens = normalizedTokens
    self.addedTokens = addedTokens
    self.fingerprint = fingerprint
    var needsTracking = false
    for (index, step) in preTokenizers.enumerated() {
      if case .metaspace(let metaspace) = step, metaspace.prepending == .first {
        needsTracking = needsTracking || index > 0 || !normalizers.isEmpty
      }
    }
    self.needsTracking = needsTracking
    if case .bytePairs(let pairs) = model {
      cutsBeforeSign = pairs.parts.isCutBeforeSign
    } else {
      cutsBeforeSign = false
    }
    fast = FastBert(normalizers, preTokenizers, normalizedTokens)
    cuts = SafeCuts(normalizers, preTokenizers, model, addedTokens, isBert: fast != nil)
  }
}
