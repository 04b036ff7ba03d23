/// Hears what a part holds, as it is read.
///
/// Names come as the numbers that the vocabulary gives them; those it does not know are `unknown`.
package protocol XMLHandler: AnyObject {
  /// Whether the rest need not be read; asked after each element.
  var isFinished: Bool { get }

  func start(_ name: Int, _ attributes: borrowing XMLAttributes)
  func end(_ name: Int)
  /// Hears a piece of text; one text may come in several.
  func text(_ text: borrowing Span<UInt8>)
}

extension XMLHandler {
  package var isFinished: Bool { false }
}

/// Gives the bytes of a part, block by block.
package protocol XMLByteSource: AnyObject {
  /// The next block; nil after the last, or when there can be no more.
  func next() -> [UInt8]?
}

/// A part that is in memory.
package final class XMLBytes: XMLByteSource {
  private var bytes: [UInt8]?

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package func next() -> [UInt8]? {
    defer { bytes = nil }
    return bytes
  }
}
