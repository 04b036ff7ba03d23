package import Chunking
import Digests
package import Documents
package import JSON
import Pipeline
import SystemIO

/// Elements as JSON in, chunks as JSON out, however many there are.
///
/// Of the elements no more are held than those of which a later chunk may still be made; of chunks and documents only
/// the beginnings of their ids, so that each has one of its own.
package struct ChunkStream {
  private let options: ChunkingOptions
  private let isTimed: Bool
  private var chunker: Chunker
  private var output = ChunkedText()
  /// The document that elements come from now.
  private var document = DocumentIdentity(source: "", path: "")
  private var isOpen = false
  /// How often each document was begun, by the beginning of its path's hash.
  private var documents: [UInt64: Int] = [:]
  /// The id of the document of the last chunk.
  private var documentID: (document: DocumentIdentity, id: StableID)
  /// The elements that are still held, and the number of the first.
  private var held: [Held] = []
  private var firstHeld = 0
  private var indexes = PageIndexes()
  private var ids = ChunkIDs()
  private var parentIDs = ChunkIDs(label: "parent chunk")
  /// The ids of the parents that are still held.
  private var parents: [StableID] = []
  private var ordinal = 0
  private var scratch: [UInt8] = []
  private var originals = OriginalElements()
  /// The account of what came in and went out so far.
  package private(set) var summary = Summary()

  package struct Summary: Sendable {
    package var documents = 0
    package var elements = 0
    package var chunks = 0
    /// How many files have elements that do not follow each other, and the first such.
    package var scattered = 0
    package var firstScattered: String?
    /// The amounts of the ledger, by the names that reports use for them.
    package var characters: [String: Int] = [:]
    /// Whether every character that came in is in a chunk, or left out by a setting.
    package var isClosed = true
    /// How long cutting alone took, where somebody wants to know.
    package var nanoseconds: Int64 = 0
  }

  /// An element with what it was read from.
  private struct Held {
    var read: ReadElement
    var source: JSONScanner
    /// The id that it has by its text and place, where it came with none.
    var id: ElementID?
  }

  /// Begins with nothing; `isTimed` measures how long cutting takes.
  package init(_ options: ChunkingOptions, isTimed: Bool = false) {
    self.options = options
    self.isTimed = isTimed
    documentID = (document, SinkDocument.id(of: document))
    chunker = Chunker(options)
  }

  /// A block that is read, for which no order has to be kept.
  package struct Elements: Sendable {
    fileprivate var block: ElementBlock

    package init(_ block: JSONBlocks.Block, file: String) throws(JSONProblem) {
      self.block = try ElementBlock(block, file: file)
    }

    /// The elements themselves, each with the path of its document.
    package var all: [(path: String, element: Element)] {
      block.elements.map { ($0.path, $0.element) }
    }
  }

  /// Takes the elements of the next block and writes the chunks that are complete with them.
  package mutating func add(_ elements: Elements, to text: inout JSONText) throws(JSONProblem) {
    var run = 0
    for (place, read) in elements.block.elements.enumerated() {
      // For Unstructured a list of elements is one document, whatever files they name.
      if !isOpen || (!options.isCompatible && read.path.utf8Differs(from: document.path)) {
        cut(elements.block.elements[run..<place])
        run = place
        try finish(&text)
        begin(read.path)
      }
      held.append(Held(read: read, source: elements.block.source, id: id(of: read)))
    }
    cut(elements.block.elements[run...])
    try write(to: &text)
    summary.elements += elements.block.elements.count
  }

  /// Begins a document; one that was there before and is no longer open is another, with ids of its own.
  private mutating func begin(_ path: String) {
    document = DocumentIdentity(source: "", path: path)
    isOpen = true
    guard !options.isCompatible else { return }
    var hash = KeyHasher("path")
    hash.add(path)
    let key = hash.finish().high
    let count = documents[key, default: 0]
    documents[key] = count + 1
    guard count > 0 else { return }
    document.source = "part \(count + 1)"
    if count == 1 { summary.scattered += 1 }
    if summary.firstScattered == nil { summary.firstScattered = path }
  }

  /// Writes the last chunks of the document.
  package mutating func finish(_ text: inout JSONText) throws(JSONProblem) {
    guard isOpen else { return }
    timed { stream in stream.chunker.finish(&stream.output) }
    try write(to: &text)
    take(chunker.ledger)
    chunker = Chunker(options)
    output = ChunkedText()
    held.removeAll(keepingCapacity: true)
    firstHeld = 0
    indexes = PageIndexes()
    ids = ChunkIDs()
    parentIDs = ChunkIDs(label: "parent chunk")
    parents = []
    originals.beginDocument()
    ordinal = 0
    isOpen = false
  }
}

extension ChunkStream {
  /// Cuts elements of one document.
  private mutating func cut(_ elements: ArraySlice<ReadElement>) {
    timed { stream in
      for read in elements { stream.chunker.add(read.element, to: &stream.output) }
    }
  }

  private mutating func timed(_ work: (inout ChunkStream) -> Void) {
    let start = isTimed ? OwnTime.now : 0
    work(&self)
    if isTimed { summary.nanoseconds += OwnTime.now - start }
  }

  private mutating func take(_ ledger: ChunkLedger) {
    summary.documents += 1
    for (name, count) in ledger.amounts { summary.characters[name, default: 0] += count }
    summary.isClosed = summary.isClosed && ledger.isClosed
  }

  /// Writes what has come of the elements so far, and lets go of all that no chunk needs any more.
  private mutating func write(to text: inout JSONText) throws(JSONProblem) {
    guard let last = output.chunks.last else { return }
    for parent in output.parents.dropFirst(parents.count) {
      parents.append(parentIDs.next(parent, in: identity(of: parent)))
    }
    for chunk in output.chunks { try write(chunk, to: &text) }
    output.chunks.removeAll(keepingCapacity: true)
    // What goes on with an element begins with it again.
    let done = min(max(0, last.elements.lowerBound - firstHeld), held.count)
    if done > 64 || done == held.count {
      held.removeFirst(done)
      firstHeld += done
    }
    let old = (last.parent ?? output.firstParent) - output.firstParent
    if old > 0 {
      output.parents.removeFirst(old)
      parents.removeFirst(old)
      output.firstParent += old
    }
  }

  private func elements(of chunk: Chunk) -> ArraySlice<Held> {
    let first = max(0, chunk.elements.lowerBound - firstHeld)
    return held[first..<min(held.count, max(first, chunk.elements.upperBound - firstHeld))]
  }

  /// The document of a chunk, where that is not the same for all.
  private func identity(of chunk: Chunk) -> DocumentIdentity {
    guard options.isCompatible, let first = elements(of: chunk).first else { return document }
    return DocumentIdentity(source: "", path: first.read.path)
  }

  private mutating func write(_ chunk: Chunk, to text: inout JSONText) throws(JSONProblem) {
    let sources = elements(of: chunk).filter { !options.leavesOut($0.read.element) }
    let identity = identity(of: chunk)
    if identity != documentID.document {
      documentID = (identity, SinkDocument.id(of: identity))
    }
    let place = (chunk.parent ?? 0) - output.firstParent
    let table =
      options.isCompatible && (chunk.kind == .table || chunk.kind == .tableChunk)
      ? sources.first : nil
    let line = ChunkLine(
      chunk: chunk,
      id: ids.next(chunk, in: identity),
      ordinal: ordinal,
      document: identity,
      documentID: documentID.id,
      page: options.isCompatible ? nil : chunk.pages?.lowerBound,
      parent: chunk.parent == nil ? nil : (parents[place], output.parents[place].text),
      passed: table != nil
        ? options.skipsTables ? .whole : .table : options.isCompatible ? .elements : .file
    )
    ordinal += 1
    summary.chunks += 1
    var problem: JSONProblem?
    line.write(
      to: &text,
      file: { line in
        do throws(JSONProblem) {
          if let table {
            let asChunk = !options.skipsTables
            try PassingMetadata.pass(table.read, in: table.source, asChunk: asChunk, to: &line)
            return
          }
          var metadata = PassingMetadata(isCompatible: options.isCompatible)
          for source in sources { try metadata.take(source.read, in: source.source, to: &line) }
          metadata.finish(&line)
        } catch {
          problem = error
        }
      },
      ids: { line in
        for source in sources {
          if let id = source.id { line.value(id) } else { line.value(source.read.id ?? "") }
        }
      },
      originals: {
        originals.text(of: chunk.elements) { sources.map { $0.source[$0.read.json] } }
      }
    )
    if let problem { throw problem }
  }

  /// The id that an element has by its text and place; nil where it came with one.
  private mutating func id(of read: ReadElement) -> ElementID? {
    let index = indexes.next(on: read.element.pageNumber ?? 0)
    guard read.id == nil else { return nil }
    let name = read.element.attachment?.path.last ?? FilePlace(read.path).name
    return ElementID(ElementKey(of: read.element, index: index, &scratch), inFile: name, &scratch)
  }
}

extension String {
  /// Whether the bytes are others; equality by Unicode would take two names for one.
  fileprivate func utf8Differs(from other: String) -> Bool {
    utf8.count != other.utf8.count || !utf8.elementsEqual(other.utf8)
  }
}
