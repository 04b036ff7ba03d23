import Documents

/// Makes the chunks that Unstructured makes: sections first, then joined if they are short, then cut if they
/// are long.
struct UnstructuredChunker {
  private let limits: UnstructuredLimits
  private var builder: SectionBuilder
  /// At most one section waits for the section after it.
  private var held: Section?
  private(set) var ledger = ChunkLedger()

  init(_ options: ChunkingOptions) {
    limits = UnstructuredLimits(options)
    builder = SectionBuilder(limits: limits)
  }

  mutating func add(_ element: Element, to chunks: inout [Chunk]) {
    if let section = builder.add(element) { take(section, &chunks) }
  }

  mutating func finish(_ chunks: inout [Chunk]) {
    if let section = builder.close() { take(section, &chunks) }
    if let held { write(held, &chunks) }
    held = nil
  }

  private mutating func take(_ section: Section, _ chunks: inout [Chunk]) {
    if held?.combines(with: section, limits: limits) == true {
      held?.combine(section)
      return
    }
    if let held { write(held, &chunks) }
    held = section
  }

  private mutating func write(_ section: Section, _ chunks: inout [Chunk]) {
    let first = chunks.count
    makeChunks(section, &chunks)
    ledger.take(
      solidScalars: section.solidScalars,
      as: chunks,
      from: first,
      mayDiffer: section.hasTable || limits.cutsAway
    )
  }

  private func makeChunks(_ section: Section, _ chunks: inout [Chunk]) {
    if section.isTable {
      UnstructuredTable(section, limits).write(pattern(section, .tableChunk), to: &chunks)
      return
    }
    let text = section.text
    guard section.scalars > 0 else { return }
    var pattern = pattern(section, .compositeElement)
    pattern.textAsHTML = Self.joinedHTML(section.sources)
    let prefix = section.prefixScalars
    let own = prefix > 0 && section.bodyScalars > 0 ? prefix + Section.separatorScalars : prefix
    guard limits.size(text) > limits.hardMaximum else {
      pattern.text = text
      pattern.ownStart = own
      chunks.append(pattern)
      return
    }
    limits.pieces(of: text) { piece in
      guard !piece.text.isEmpty else { return }
      pattern.text = piece.text
      let length = piece.text.scalarCount
      // What stands in the prefix is not this section's own.
      let foreign = max(0, own - piece.begin)
      pattern.ownStart = min(length, piece.ownStart + foreign)
      let begin = section.start + max(0, piece.begin - own)
      pattern.characters = begin..<begin + length - pattern.ownStart
      chunks.append(pattern)
      pattern.isContinuation = true
    }
  }

  /// A chunk of a section, without its text.
  private func pattern(_ section: Section, _ kind: ElementKind) -> Chunk {
    var chunk = Chunk(kind, "", titlePath: section.titlePath, elements: section.elements)
    chunk.take(section.sources)
    chunk.characters = section.start..<section.start + section.bodyScalars
    if limits.includesOriginals { chunk.originals = section.sources }
    return chunk
  }

  private static func joinedHTML(_ elements: [Element]) -> String? {
    var joined: String?
    for place in elements.indices where elements[place].hasDetails {
      guard let html = elements[place].textAsHTML else { continue }
      let trimmed = html.trimmed(0..<html.utf8.count)
      joined = joined.map { "\($0) \(trimmed)" } ?? trimmed
    }
    return joined
  }
}
