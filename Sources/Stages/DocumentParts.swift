import Documents
import Pipeline

/// The parts in which a worker hands over a long document: all but its elements, then those.
///
/// They are read as they come, so that their bytes need not be held until the last is there. Whoever
/// receives the elements takes them; without a receiver they are gathered.
struct DocumentParts: Sendable {
  private let receiver: (any ElementReceiver)?
  /// What has come so far; nil for a document that is short enough for one message.
  private(set) var document: ParsedDocument?
  private(set) var areDamaged = false

  init(to receiver: (any ElementReceiver)? = nil) { self.receiver = receiver }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    guard !areDamaged else { return }
    do throws(RecordError) {
      try read(bytes)
    } catch {
      areDamaged = true
      document = ParsedDocument()
    }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) throws(RecordError) {
    var reader = RecordReader(bytes)
    if document == nil {
      let begun = try reader.parsedDocument()
      document = begun
      receiver?.begin(begun)
    }
    guard let receiver else {
      while !reader.isAtEnd { document?.elements.append(try reader.element()) }
      return
    }
    var elements: [Element] = []
    while !reader.isAtEnd { elements.append(try reader.element()) }
    receiver.take(elements)
  }
}
