/// What flows along an edge of the graph: a whole document with what has been made of it so far.
package protocol Payload: Sendable {
  static var port: PortType { get }
  func encode(into writer: inout RecordWriter)
  init(from reader: inout RecordReader) throws(RecordError)
  /// How much it holds: elements, chunks, vectors.
  var itemCount: Int { get }
  var characterCount: Int { get }
  /// Amounts that a run's report adds up over all documents, by name, such as characters that were dropped.
  var sums: [(name: String, count: Int)] { get }
  /// Whether its items are known in outputs by ids.
  static var givesIdentities: Bool { get }
  /// The ids by which its items are known in outputs, when the document lies at this path.
  func identities(in document: DocumentIdentity) -> [[UInt8]]
}

extension Payload {
  package var sums: [(name: String, count: Int)] { [] }
  package static var givesIdentities: Bool { false }
  package func identities(in document: DocumentIdentity) -> [[UInt8]] { [] }
}

/// The type of a port, by the name that messages and drawings use.
package struct PortType: Sendable, Hashable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package var description: String { name }

  /// The files that a source lists.
  package static let documents = PortType("documents")
}

/// A document's place in the pipeline: which source found it and where.
package struct DocumentIdentity: Sendable, Hashable {
  package var source: String
  package var path: String

  package init(source: String, path: String) {
    self.source = source
    self.path = path
  }
}
