import Chunking
import Documents
import Drawing
import Stages

/// Where in a document chunks begin, and what each has that is not its own.
struct ChunkBorders {
  struct Border {
    /// How many characters of the element stand before it, white space not counted.
    var offset: Int
    /// That of a parent before that of its first piece.
    var cuts: [DocumentPreview.Cut]
    /// The piece of a table that begins here.
    var table: String?
  }

  private var borders: [Int: [Border]] = [:]
  /// The first pieces of tables that were cut.
  private var firstTables: [Int: String] = [:]
  /// What is in no chunk.
  private(set) var leftOut: [Int: LeftOut] = [:]

  func borders(of element: Int) -> [Border] { borders[element] ?? [] }

  func firstTable(of element: Int) -> String? { firstTables[element] }

  /// No chunks, no borders.
  init() {}

  init(_ elements: [Element], _ chunks: Chunks, _ options: ChunkingOptions?) {
    for (index, element) in elements.enumerated() where options?.leavesOut(element) == true {
      leftOut[index] = LeftOut(element)
    }
    // Chunks have every character once, in order; so counting tells where in an element each begins.
    var place = (element: 0, taken: 0)
    var parent: Int?
    for (number, chunk) in chunks.chunks.enumerated() {
      let first = chunk.elements.lowerBound
      if !chunk.isContinuation || place.element != first { place = (first, 0) }
      var cut = DocumentPreview.Cut(
        title: Self.title(number, chunk),
        path: chunk.titlePath.joined(separator: " › ")
      )
      cut.repeated = Self.repeated(chunk)
      if let outer = chunk.parent, outer != parent, chunks.parents.indices.contains(outer) {
        parent = outer
        add(Self.cut(outer, chunks.parents[outer]), at: place)
      }
      add(cut, at: place, chunk.piece == nil ? nil : chunk.textAsHTML)
      if let piece = chunk.piece, piece.number == 0, let html = chunk.textAsHTML {
        firstTables[piece.table] = html
      }
      pass(chunk, elements, &place)
    }
  }

  private mutating func add(
    _ cut: DocumentPreview.Cut,
    at place: (element: Int, taken: Int),
    _ table: String? = nil
  ) {
    var own = borders[place.element] ?? []
    if let last = own.indices.last, own[last].offset == place.taken {
      own[last].cuts.append(cut)
      own[last].table = table
    } else {
      own.append(Border(offset: place.taken, cuts: [cut], table: table))
    }
    borders[place.element] = own
  }

  /// Counts the chunk's own characters off from its elements.
  private func pass(
    _ chunk: Chunk,
    _ elements: [Element],
    _ place: inout (element: Int, taken: Int)
  ) {
    var left = LetterReader.count(chunk.text) - LetterReader.count(Self.start(of: chunk))
    while place.element < min(chunk.elements.upperBound, elements.count) {
      let isLeftOut = leftOut[place.element] != nil
      let count = isLeftOut ? 0 : LetterReader.count(elements[place.element].labelledText)
      let more = max(0, count - place.taken)
      if left < more {
        place.taken += left
        return
      }
      left -= more
      place = (place.element + 1, 0)
    }
  }

  // MARK: In words

  private static func title(_ number: Int, _ chunk: Chunk) -> String {
    var words = ["chunk \(number + 1)", size(chunk)]
    if let piece = chunk.piece { words.append("piece \(piece.number + 1) of the table") }
    return words.joined(separator: ", ")
  }

  private static func cut(_ number: Int, _ parent: Chunk) -> DocumentPreview.Cut {
    var cut = DocumentPreview.Cut(title: "parent \(number + 1), \(size(parent))", path: "")
    cut.isOuter = true
    return cut
  }

  private static func size(_ chunk: Chunk) -> String {
    let characters = "\(Readable.count(chunk.text.unicodeScalars.count)) characters"
    return chunk.tokens.map { "\(characters), \(Readable.count($0)) tokens" } ?? characters
  }

  /// What the chunk repeats: titles in front of what is embedded, heads of its table, the end of the last chunk.
  private static func repeated(_ chunk: Chunk) -> [DocumentPreview.Repeated] {
    var repeated: [DocumentPreview.Repeated] = []
    if !chunk.context.isEmpty {
      let titles = chunk.titlePath[chunk.context].joined(separator: " › ")
      repeated.append(.init(name: "titles in front", text: titles))
    }
    if chunk.ownStart > 0 {
      let name = chunk.piece == nil ? "overlap" : "repeated in the table"
      repeated.append(.init(name: name, text: LetterReader(start(of: chunk)).rest))
    }
    return repeated
  }

  private static func start(of chunk: Chunk) -> String {
    String(String.UnicodeScalarView(chunk.text.unicodeScalars.prefix(chunk.ownStart)))
  }
}
