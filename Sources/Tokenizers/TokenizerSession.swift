import JSON

/// One caller's way through a tokenizer, with the storage and the memory of words that calls share.
///
/// A session belongs to one thread at a time; any number of sessions use one tokenizer without locks.
/// Results never depend on what a session did before.
package struct TokenizerSession: ~Copyable {
  private let parts: TokenizerParts
  private var text = AlignedText()
  private var spare = AlignedText()
  private var pieces: [Piece] = []
  /// The parts between added tokens, while they are worked on.
  private var parted: [Piece] = []
  private var cache = WordCache()
  private var scratch = Model.Scratch()
  private var tokens = TokenList()
  private var words = FastBert.Scratch()

  init(_ parts: TokenizerParts) { self.parts = parts }

  // MARK: What callers ask for

  /// The number of tokens of a text, without or with those that are put around it.
  package mutating func count(
    _ text: borrowing Span<UInt8>,
    addingSpecial: Bool = false
  ) -> Int {
    var output = TokenOutput(keepsIDs: false, limit: .max)
    run(text, &output)
    return total(output.count, addingSpecial)
  }

  /// Whether a text has no more tokens than allowed; stops counting as soon as it has more.
  package mutating func fits(
    _ text: borrowing Span<UInt8>,
    limit: Int,
    addingSpecial: Bool = false
  ) -> Bool {
    var output = TokenOutput(keepsIDs: false, limit: limit)
    run(text, &output)
    return total(output.count, addingSpecial) <= limit
  }

  /// Appends the ids of a text.
  package mutating func encode(
    _ text: borrowing Span<UInt8>,
    addingSpecial: Bool = true,
    into ids: inout [UInt32]
  ) {
    var output = TokenOutput(keepsIDs: true, limit: .max)
    if !addingSpecial && parts.template.textCount == 1 {
      swap(&output.ids, &ids)
      run(text, &output)
      swap(&output.ids, &ids)
      return
    }
    run(text, &output)
    for part in parts.template.parts {
      switch part {
      case .text: ids.append(contentsOf: output.ids)
      case .token(let id, _): if addingSpecial { ids.append(id) }
      }
    }
  }

  /// Appends the ids of a text alone, whatever the model wants around it.
  package mutating func encodeBare(_ text: borrowing Span<UInt8>, into ids: inout [UInt32]) {
    var output = TokenOutput(keepsIDs: true, limit: .max)
    swap(&output.ids, &ids)
    run(text, &output)
    swap(&output.ids, &ids)
  }

  /// Appends the ids of a text with those around it, all within a limit; gives how many had no room.
  package mutating func encode(
    _ text: borrowing Span<UInt8>,
    atMost most: Int,
    into ids: inout [UInt32]
  ) -> Int {
    var output = TokenOutput(keepsIDs: true, limit: .max)
    run(text, &output)
    let room = max(0, most - parts.template.addedCount)
    for part in parts.template.parts {
      switch part {
      case .text: ids.append(contentsOf: output.ids.prefix(room))
      case .token(let id, _): ids.append(id)
      }
    }
    return max(0, output.ids.count - room)
  }

  /// The tokens of a text with their places in it.
  package mutating func encode(
    _ text: borrowing Span<UInt8>,
    addingSpecial: Bool = true
  ) -> Encoding {
    if text.firstInvalidUTF8() != nil {
      let mended = MendedText(text)
      var encoding: Encoding = encode(mended.bytes.span, addingSpecial: addingSpecial)
      for index in encoding.offsets.indices {
        let range = encoding.offsets[index]
        encoding.offsets[index] =
          mended.place(of: range.lowerBound)..<mended.place(of: range.upperBound)
      }
      return encoding
    }
    var output = TokenOutput(keepsIDs: true, limit: .max)
    output.keepsOffsets = true
    run(text, &output)
    for addsPrefixSpace in parts.template.trims {
      OffsetTrim.apply(to: &output, of: text, parts, addsPrefixSpace: addsPrefixSpace)
    }
    var encoding = Encoding()
    for part in parts.template.parts {
      switch part {
      case .text(let typeID):
        encoding.ids.append(contentsOf: output.ids)
        encoding.offsets.append(contentsOf: output.offsets)
        encoding.typeIDs.append(contentsOf: repeatElement(typeID, count: output.ids.count))
      case .token(let id, let typeID):
        guard addingSpecial else { continue }
        encoding.ids.append(id)
        encoding.offsets.append(0..<0)
        encoding.typeIDs.append(typeID)
      }
    }
    return encoding
  }

  private func total(_ count: Int, _ addingSpecial: Bool) -> Int {
    count * parts.template.textCount + (addingSpecial ? parts.template.addedCount : 0)
  }

  // MARK: The way of a text

  private mutating func run(_ original: borrowing Span<UInt8>, _ output: inout TokenOutput) {
    let parts = parts
    if original.firstInvalidUTF8() != nil {
      let mended = MendedText(original).bytes
      return run(mended.span, &output)
    }
    var plain: [Piece] = []
    swap(&plain, &parted)
    defer { swap(&plain, &parted) }
    plain.removeAll(keepingCapacity: true)
    if parts.plainTokens.isEmpty {
      if original.count > 0 { plain.append(Piece(0..<original.count)) }
    } else {
      parts.plainTokens.forEachPart(of: original) { plain.append(Piece($0, token: $1)) }
    }
    for piece in plain where output.count <= output.limit {
      if let token = piece.token {
        output.add(token, piece.range, isAdded: true)
      } else {
        run(original, piece.range, &output)
      }
    }
  }

  private mutating func run(
    _ original: borrowing Span<UInt8>,
    _ range: Range<Int>,
    _ output: inout TokenOutput
  ) {
    let parts = parts
    if !output.keepsOffsets, let fast = parts.fast,
      fast.run(original.extracting(range), parts.model, &cache, &words, &scratch, &tokens, &output)
    {
      return
    }
    text.isTracked = output.keepsOffsets || parts.needsTracking
    text.load(original, range)
    for step in parts.normalizers { step.apply(to: &text, spare: &spare) }
    pieces.removeAll(keepingCapacity: true)
    if parts.normalizedTokens.isEmpty {
      if !text.bytes.isEmpty { pieces.append(Piece(0..<text.bytes.count)) }
    } else {
      var found = pieces
      parts.normalizedTokens.forEachPart(of: text.bytes.span) {
        if !$0.isEmpty { found.append(Piece($0, token: $1)) }
      }
      pieces = found
    }
    for step in parts.preTokenizers { step.apply(to: &text, &pieces, spare: &spare) }
    if parts.cutsBeforeSign { cutBeforeSign() }
    let bytes = text.bytes
    for index in pieces.indices where output.count <= output.limit {
      take(pieces[index], of: bytes.span, &output)
    }
  }

  private mutating func cutBeforeSign() {
    let sign = BytePairs.sign
    var cut: [Piece] = []
    for piece in pieces {
      guard piece.token == nil, piece.end - piece.start > WordCache.longest else {
        cut.append(piece)
        continue
      }
      var start = piece.start
      var wasSign = true
      var index = piece.start
      while index < piece.end {
        if text.bytes[index] == sign[0], text.bytes.span.matches(sign, at: index) {
          if !wasSign {
            cut.append(Piece(start..<index))
            start = index
          }
          wasSign = true
          index += sign.count
        } else {
          wasSign = false
          index += 1
        }
      }
      cut.append(Piece(start..<piece.end))
    }
    pieces = cut
  }

  private mutating func take(
    _ piece: Piece,
    of text: borrowing Span<UInt8>,
    _ output: inout TokenOutput
  ) {
    let range = piece.range
    if let token = piece.token {
      return output.add(
        token,
        output.keepsOffsets ? origin(of: range) : 0..<0,
        isAdded: true
      )
    }
    let bytes = text.extracting(range)
    if output.keepsOffsets {
      tokens.clear()
      parts.model.tokenize(bytes, &scratch, into: &tokens)
      for index in tokens.ids.indices {
        let start = Int(tokens.starts[index])
        let end = Int(tokens.ends[index])
        // A model that leaves out what it does not know may count past the end of the piece.
        let place =
          end <= range.count
          ? origin(of: range.lowerBound + start..<range.lowerBound + end) : start..<end
        output.add(tokens.ids[index], place, isAdded: false)
      }
      return
    }
    let key = range.count <= WordCache.longest ? WordCache.Key(bytes) : WordCache.Key()
    if key.length > 0, let found = cache.find(key) {
      output.add(found, from: cache)
      return
    }
    tokens.clear()
    parts.model.tokenize(bytes, &scratch, into: &tokens)
    cache.remember(key, tokens.ids, from: 0)
    output.add(tokens.ids, from: 0)
  }

  /// The range of the original behind a range of the text.
  private func origin(of range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    let start = Int(text.starts[range.lowerBound])
    return start..<max(start, Int(text.ends[last]))
  }
}

extension [UInt8] {
  init(copying span: borrowing Span<UInt8>) {
    self = []
    append(span)
  }
}
