import Documents

/// Puts the parts of a document into chunks.
///
/// A chunk takes parts while there is room. What belongs together moves to the next chunk together; a heading
/// never stays behind.
struct Packer {
  let rules: PackingRules
  private var limits: SizeLimits { rules.limits }
  /// What parts are made of.
  var window: PartWindow
  /// What is complete and was not taken yet.
  private(set) var closed: [ClosedChunk] = []
  private var open = OpenChunk()
  /// At most one chunk waits for the next, which may be joined to it.
  private var held: ClosedChunk?
  /// The end of the chunk before, which may be repeated.
  private var before: ClosedChunk?
  private var sentences = 0

  init(_ rules: PackingRules, _ window: PartWindow = PartWindow()) {
    self.rules = rules
    self.window = window
    open.beginsSection = true
  }

  /// Forgets what is complete.
  mutating func removeClosed() { closed.removeAll(keepingCapacity: true) }

  /// Forgets the elements that no part is of any more.
  mutating func forgetElements() {
    var first = open.parts.first?.number ?? window.end
    if let part = held?.parts.first { first = min(first, part.number) }
    if let part = before?.parts.first { first = min(first, part.number) }
    window.forget(before: first)
  }

  // MARK: Taking parts

  mutating func place(_ part: Part) {
    if part.role == .heading, rules.breaksAtTitles, !open.isUnfinished { endSection() }
    if part.role == .table, rules.isolatesTables {
      placeTable(part)
      return
    }
    guard rules.dividesSentences, part.role != .heading, part.role != .code else {
      put(part)
      return
    }
    let text = window.text(of: part)
    var pieces = PieceReader(part, text, limits)
    while !pieces.isAtEnd {
      let end = SentenceBreaks.end(text.utf8Span.span, from: pieces.offset)
      guard let sentence = pieces.take(upTo: end) else { continue }
      let isFull = rules.maxSentences.map { sentences >= $0 } ?? false
      if isFull, !open.isUnfinished { close(endsSection: true) }
      put(sentence)
      sentences += 1
    }
  }

  /// Ends what a title, a page or another part of the document ends.
  mutating func endSection() {
    close(endsSection: true)
    open.beginsSection = true
  }

  /// Ends the document, or a part of it whose text nothing follows.
  mutating func finish() {
    close(endsSection: true)
    if let held { emitExactly(held) }
    held = nil
    before = nil
    open.beginsSection = true
  }

  private mutating func put(_ part: Part) {
    if open.isEmpty {
      begin(with: part)
      appendOrCut(part)
      return
    }
    let size = open.size(with: part, rules.limits)
    let isFull = rules.limits.isFull(open.size) && open.glue(to: part) < .close
    if rules.limits.fits(size), !isFull {
      open.append(part, size: size)
    } else if rules.filling == .words, !isFull {
      fill(with: part)
    } else {
      overflow(with: part)
    }
  }

  private mutating func appendOrCut(_ part: Part) {
    var size = open.size(with: part, rules.limits)
    if !rules.limits.fits(size), part.size.fits(rules.limits.hard) {
      // Rather less overlap than a part cut in two.
      open.dropPrefix()
      size = open.size(with: part, rules.limits)
    }
    if rules.limits.fits(size) {
      open.append(part, size: size)
    } else {
      fill(with: part)
    }
  }

  /// Closes the open chunk before a part that has no room in it, and takes along what belongs to the part.
  private mutating func overflow(with part: Part) {
    let glue = open.glue(to: part)
    for least in [Part.Glue.list, .close, .firm] where least <= glue {
      let first = tailStart(before: part, least)
      guard first < open.parts.count else { continue }
      let tail = Array(open.parts[first...])
      let size = tail.reduce(part.size) { $0 + $1.size + limits.blankLine }
      let tailSize = size - part.size
      let hasRoom = limits.fits(size) && !limits.isFull(tailSize)
      if first > 0, hasRoom || least == .firm {
        open.removeLast(tail.count, limits)
        close(endsSection: false)
        begin(with: tail[0])
        for part in tail { open.append(part, limits) }
        limits.fits(open.size(with: part, limits))
          ? open.append(part, limits) : fill(with: part)
        return
      }
      if first == 0, least == .firm {
        fill(with: part)
        return
      }
    }
    close(endsSection: false)
    begin(with: part)
    appendOrCut(part)
  }

  /// Where the parts begin that are glued to the next one after the other.
  private func tailStart(before part: Part, _ least: Part.Glue) -> Int {
    var first = open.parts.count
    guard open.glue(to: part) >= least else { return first }
    first -= 1
    while first > 0, open.parts[first - 1].glue(to: open.parts[first]) >= least { first -= 1 }
    return first
  }

  /// Takes away what must not be parted from the next part.
  mutating func takeTail(before part: Part) -> [Part] {
    let first = tailStart(before: part, .firm)
    guard first < open.parts.count else { return [] }
    let tail = Array(open.parts[first...])
    open.removeLast(tail.count, limits)
    return tail
  }

  /// Puts back what was taken away.
  mutating func restore(_ part: Part) {
    if open.isEmpty { begin(with: part) }
    if !limits.fits(open.size(with: part, limits)) { open.dropPrefix() }
    open.append(part, limits)
  }

  // MARK: Cutting

  /// Puts a part that is too long into this chunk and the next ones, piece by piece.
  mutating func fill(with part: Part) {
    let text = window.text(of: part)
    var pieces = PieceReader(part, text, limits)
    let preference: TextBreaks.Preference =
      part.role == .code ? .lines : rules.filling == .words ? .words : .sentences
    let breaks = TextBreaks(text, limits, preference)
    while !pieces.isAtEnd {
      if !open.isBegun { begin(with: pieces.next) }
      let left = limits.hard.scalars - open.size.scalars
      if let rest = pieces.rest(within: left), limits.fits(open.size(with: rest, limits)) {
        open.append(rest, limits)
        return
      }
      let room = limits.hard - open.size - open.separator(before: pieces.next, limits)
      // What else is in the chunk goes rather than that a character is cut in two.
      let isAlone = open.isEmpty && open.prefix.isEmpty
      if let end = breaks.cut(from: pieces.offset, room: room, dividingCharacters: isAlone),
        end > pieces.offset
      {
        guard let piece = pieces.take(upTo: end) else { continue }
        open.append(piece, limits)
      } else if open.isEmpty, !open.prefix.isEmpty {
        open.dropPrefix()
        continue
      } else if open.isEmpty {
        // A limit that has no room for one character gives way.
        guard let piece = pieces.takeOne() else { continue }
        open.append(piece, limits)
      }
      if !pieces.isAtEnd { close(endsSection: false) }
    }
  }

  // MARK: Beginning and closing chunks

  mutating func begin(with part: Part) {
    let context = contextRange(of: part)
    var contextTokens = 0
    if !context.isEmpty, limits.hasTokens {
      let titles = Self.joined(window.path(of: part)[context])
      contextTokens = limits.tokens(titles) + limits.blankLine.tokens
    }
    let (prefix, size) = overlap(before: part)
    open.begin(prefix: prefix, size, context: context, contextTokens)
  }

  /// The titles in front of a chunk that begins with a part; the outer ones go where all would take up too much.
  func contextRange(of part: Part) -> Range<Int> {
    guard rules.repeatsTitles else { return 0..<0 }
    let path = window.path(of: part)
    let end = path.count - (part.role == .heading && !part.continues ? 1 : 0)
    guard limits.hasTokens else { return 0..<max(0, end) }
    for start in 0..<max(0, end) {
      let tokens = limits.tokens(Self.joined(path[start..<end])) + limits.blankLine.tokens
      if tokens * 2 <= limits.hard.tokens { return start..<end }
    }
    return 0..<0
  }

  static func joined(_ titles: ArraySlice<String>) -> String { titles.joined(separator: "\n") }

  /// What a chunk that begins with a part repeats of the one before.
  private func overlap(before part: Part) -> (String, Size) {
    guard rules.overlap > 0, let before, let last = before.parts.last, before.table == nil else {
      return ("", .zero)
    }
    let goesOn = part.continues && part.index == last.index
    guard goesOn || rules.overlapsAll else { return ("", .zero) }
    let tail = OverlapTail(rules).tail(of: window.text(of: before.parts))
    guard !tail.isEmpty else { return ("", .zero) }
    let prefix = tail + last.separator(before: part)
    return (prefix, Size(scalars: prefix.scalarCount, tokens: limits.tokens(prefix)))
  }

  mutating func close(endsSection: Bool) {
    guard !open.isEmpty else { return }
    var chunk = ClosedChunk(open)
    chunk.endsSection = endsSection
    open = OpenChunk()
    sentences = 0
    before = rules.overlap > 0 ? chunk : nil
    release(chunk)
  }

  /// Gives a chunk, or keeps it back for the next if that may be joined to it.
  private mutating func release(_ chunk: ClosedChunk) {
    guard rules.combineUnder != nil else {
      emitExactly(chunk)
      return
    }
    if held?.combines(with: chunk, rules, window) == true {
      let limits = rules.limits
      held?.combine(chunk, limits)
      return
    }
    if let held { emitExactly(held) }
    held = chunk
  }

  /// Tokens of texts that are joined may be more than those of each alone; then there are more chunks.
  private mutating func emitExactly(_ chunk: ClosedChunk) {
    guard rules.limits.hasTokens, let counter = limits.counter,
      counter.count(chunk.embeddedText(window)) > limits.hard.tokens
    else { return closed.append(chunk) }
    guard let pieces = chunk.halves(limits, window) else { return closed.append(chunk) }
    for piece in pieces { emitExactly(piece) }
  }

  /// Lets a table go, which nothing is joined to.
  mutating func release(table: ClosedChunk) {
    if let held { emitExactly(held) }
    held = nil
    before = nil
    closed.append(table)
  }
}
