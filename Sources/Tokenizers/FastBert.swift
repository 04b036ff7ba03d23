/// BERT's own steps in one pass over the bytes, without a normalized text in between.
///
/// What a scalar becomes is worked out once by the steps themselves and then looked up. Where marks
/// would change places, which looking at single scalars cannot show, the pass gives up and the steps run.
final class FastBert: Sendable {
  private let normalizer: BertNormalizer
  /// For every byte its kind above and what it becomes below.
  private let table: [UInt16]

  private static let word: UInt16 = 0
  private static let space: UInt16 = 1
  private static let sign: UInt16 = 2
  private static let removed: UInt16 = 3
  private static let wide: UInt16 = 4
  private static let contextual: UInt16 = 5

  /// Storage of one session.
  struct Scratch {
    /// The bytes of a word beyond those in its key.
    var rest: [UInt8] = []
    var spelled: [UInt8] = []
    var text = AlignedText()
    var spare = AlignedText()
    /// For each block of 256 scalars where its entries are; 0 where none are known.
    var pages: [UInt16] = []
    /// Where the results of a scalar begin, and above bit 24 one more than their number.
    var entries: [UInt32] = []
    /// The results: scalars with their kind above bit 24.
    var results: [UInt32] = []
  }

  /// Serves tokenizers with exactly these steps; nil for others.
  init?(
    _ normalizers: [NormalizerStep],
    _ preTokenizers: [PreTokenizerStep],
    _ normalizedTokens: AddedTokenFinder
  ) {
    guard normalizers.count == 1, case .bert(let normalizer) = normalizers[0],
      preTokenizers.count == 1, case .bert = preTokenizers[0], normalizedTokens.isEmpty
    else { return nil }
    self.normalizer = normalizer
    var scratch = Scratch()
    var table = [UInt16](repeating: Self.wide << 8, count: 256)
    for byte in UInt32(0)..<128 {
      let results = Self.results(of: byte, normalizer, &scratch)
      guard results.count <= 1 else { return nil }
      let result = results.first ?? UInt32(Self.removed) << 24
      table[Int(byte)] = UInt16(result >> 24) << 8 | UInt16(result & 0xFF)
    }
    self.table = table
  }

  /// What the steps make of a scalar that stands alone, with the kind of each part.
  private static func results(
    of scalar: UInt32,
    _ normalizer: BertNormalizer,
    _ scratch: inout Scratch
  ) -> [UInt32] {
    let facts = ScalarFacts.shared
    var bytes: [UInt8] = []
    bytes.append(scalar: scalar)
    scratch.text.load(bytes.span, 0..<bytes.count)
    normalizer.apply(to: &scratch.text, spare: &scratch.spare)
    var results: [UInt32] = []
    let normalized = scratch.text.bytes
    var index = 0
    while index < normalized.count {
      let (scalar, length) = normalized.span.scalar(at: index)
      index += length
      let record = facts[scalar]
      let kind =
        normalizer.stripsAccents && record.combiningClass != 0
        ? contextual : record.isWhitespace ? space : record.isPunctuation ? sign : word
      results.append(UInt32(kind) << 24 | scalar)
    }
    return results
  }

  /// Adds the tokens of a text; false, with nothing added, where the steps themselves have to run.
  func run(
    _ bytes: borrowing Span<UInt8>,
    _ model: Model,
    _ cache: inout WordCache,
    _ scratch: inout Scratch,
    _ modelScratch: inout Model.Scratch,
    _ tokens: inout TokenList,
    _ output: inout TokenOutput
  ) -> Bool {
    let (countBefore, idsBefore) = (output.count, output.ids.count)
    let kinds = self.table
    let table = kinds.span
    var key = WordCache.Key()
    scratch.rest.removeAll(keepingCapacity: true)
    var index = 0
    let size = bytes.count
    while index < size {
      let entry = table[Int(bytes[index])]
      let kind = entry >> 8
      if kind == Self.word {
        index += 1
        let byte = UInt8(truncatingIfNeeded: entry)
        if key.length >= WordCache.longest { scratch.rest.append(byte) }
        key.append(byte)
        continue
      }
      if kind == Self.wide {
        let (scalar, length) = bytes.scalar(at: index)
        index += length
        for place in range(of: scalar, &scratch) {
          let result = scratch.results[place]
          let scalar = result & 0xFF_FFFF
          switch UInt16(result >> 24) {
          case Self.word: append(scalar, to: &key, &scratch)
          case Self.space: flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
          case Self.sign:
            flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
            append(scalar, to: &key, &scratch)
            flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
          default:
            output.count = countBefore
            output.ids.removeSubrange(idsBefore...)
            return false
          }
        }
        continue
      }
      index += 1
      if kind == Self.removed { continue }
      flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
      if kind == Self.sign {
        key.append(UInt8(truncatingIfNeeded: entry))
        flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
      }
      if output.count > output.limit { return true }
    }
    flush(&key, model, &cache, &scratch, &modelScratch, &tokens, &output)
    return true
  }

  private func append(_ scalar: UInt32, to key: inout WordCache.Key, _ scratch: inout Scratch) {
    scratch.spelled.removeAll(keepingCapacity: true)
    scratch.spelled.append(scalar: scalar)
    for byte in scratch.spelled {
      if key.length >= WordCache.longest { scratch.rest.append(byte) }
      key.append(byte)
    }
  }

  /// Ends a word.
  @inline(__always)
  private func flush(
    _ key: inout WordCache.Key,
    _ model: Model,
    _ cache: inout WordCache,
    _ scratch: inout Scratch,
    _ modelScratch: inout Model.Scratch,
    _ tokens: inout TokenList,
    _ output: inout TokenOutput
  ) {
    if key.length == 0 { return }
    if key.isShort, let found = cache.find(key) {
      output.add(found, from: cache)
    } else {
      tokenize(key, model, &cache, &scratch, &modelScratch, &tokens, &output)
    }
    key = WordCache.Key()
  }

  @inline(never)
  private func tokenize(
    _ key: WordCache.Key,
    _ model: Model,
    _ cache: inout WordCache,
    _ scratch: inout Scratch,
    _ modelScratch: inout Model.Scratch,
    _ tokens: inout TokenList,
    _ output: inout TokenOutput
  ) {
    scratch.spelled.removeAll(keepingCapacity: true)
    for index in 0..<min(key.length, WordCache.longest) {
      let word = index < 8 ? key.low >> UInt64(index * 8) : key.high >> UInt64((index - 8) * 8)
      scratch.spelled.append(UInt8(truncatingIfNeeded: word))
    }
    scratch.spelled.append(contentsOf: scratch.rest)
    scratch.rest.removeAll(keepingCapacity: true)
    tokens.clear()
    model.tokenize(scratch.spelled.span, &modelScratch, into: &tokens)
    if key.isShort { cache.remember(key, tokens.ids, from: 0) }
    output.add(tokens.ids, from: 0)
  }

  /// Where the results of a scalar stand; they are worked out when it first comes.
  private func range(of scalar: UInt32, _ scratch: inout Scratch) -> Range<Int> {
    if scratch.pages.isEmpty {
      scratch.pages = Array(repeating: 0, count: 0x1100)
      scratch.entries = Array(repeating: 0, count: 256)
    }
    let page = Int(scalar >> 8)
    if scratch.pages[page] == 0 {
      scratch.pages[page] = UInt16(scratch.entries.count >> 8)
      scratch.entries.append(contentsOf: repeatElement(0, count: 256))
    }
    let place = Int(scratch.pages[page]) << 8 + Int(scalar & 255)
    var entry = scratch.entries[place]
    if entry == 0 {
      let results = Self.results(of: scalar, normalizer, &scratch)
      entry = UInt32(results.count + 1) << 24 | UInt32(scratch.results.count)
      scratch.results.append(contentsOf: results)
      scratch.entries[place] = entry
    }
    let start = Int(entry & 0xFF_FFFF)
    return start..<start + Int(entry >> 24) - 1
  }
}
