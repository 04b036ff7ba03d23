import Documents
import JSON
import Pipeline
import Stages
import Synchronization

/// The lines of one file, which are printed when those of all files before it have been.
///
/// Until then they wait here. Once it is the file's turn, each piece is printed as soon as it is made, so
/// that a long document is never held as a whole.
final class FileLines: ElementReceiver {
  private let identity: DocumentIdentity
  private let state = Mutex(State())

  /// How much text is made before it is printed.
  private static let pieceSize = 256 << 10

  init(_ identity: DocumentIdentity) { self.identity = identity }

  private struct State {
    var lines: ElementLines?
    var text = JSONText()
    /// Pieces that were made before it was the file's turn.
    var waiting: [[UInt8]] = []
    var isTurn = false
    /// Whether anybody reads what is printed.
    var isRead = true
    /// How many elements have become lines.
    var written = 0
    /// How many of the elements that come once more have come.
    var repeated = 0

    mutating func endPiece() {
      if !isTurn {
        waiting.append(text.bytes)
        text = JSONText()
      } else {
        if isRead { isRead = Console.print(text.bytes) }
        text.removeAll()
      }
    }
  }

  var hasBegun: Bool { state.withLock { $0.lines != nil } }

  func begin(_ document: ParsedDocument) {
    state.withLock { state in
      state.repeated = 0
      if state.lines == nil { state.lines = ElementLines(document.facts, of: identity) }
    }
  }

  func take(_ elements: [Element]) {
    state.withLock { state in
      for element in elements {
        state.repeated += 1
        guard state.repeated > state.written else { continue }
        state.written += 1
        state.lines?.write(element, to: &state.text)
        if state.text.bytes.count >= Self.pieceSize { state.endPiece() }
      }
    }
  }

  /// Takes a document whose elements have not come yet.
  func take(restOf document: ParsedDocument) {
    guard !hasBegun else { return }
    begin(document)
    take(document.elements)
  }

  func take(factsOf document: ParsedDocument) {
    state.withLock { FactLines.write(document, of: identity, to: &$0.text) }
  }

  /// Lets go of what is not printed yet, of a file that failed.
  func drop() {
    state.withLock { state in
      state.waiting = []
      state.text = JSONText()
    }
  }

  /// Prints what there is, and from now on what comes; false when nobody reads any more.
  func print() -> Bool {
    state.withLock { state in
      state.isTurn = true
      for piece in state.waiting where state.isRead { state.isRead = Console.print(piece) }
      state.waiting = []
      if !state.text.bytes.isEmpty { state.endPiece() }
      return state.isRead
    }
  }
}
