package import Digests

/// A document as a sink gets it.
package struct SinkDocument: Sendable {
  package var source: String
  package var path: String
  /// Other paths that hold the same bytes.
  package var copies: [String]
  package var hint: String
  package var size: Int64
  package var hash: Digest
  /// The key of the result that it brings.
  package var key: Digest

  package init(
    source: String,
    path: String,
    copies: [String],
    hint: String,
    size: Int64,
    hash: Digest,
    key: Digest
  ) {
    self.source = source
    self.path = path
    self.copies = copies
    self.hint = hint
    self.size = size
    self.hash = hash
    self.key = key
  }

  package var id: StableID { Self.id(of: identity) }
  package var identity: DocumentIdentity { DocumentIdentity(source: source, path: path) }

  /// The id of a document: the same on every machine, other for every source and path.
  package static func id(of identity: DocumentIdentity) -> StableID {
    var key = KeyHasher("document")
    key.add(identity.source)
    key.add(identity.path)
    return StableID(key.finish())
  }
}

/// All documents that reach a sink, in the order of source and path, with their results on demand.
package struct DocumentSequence: Sendable {
  package let documents: [SinkDocument]
  private let load: @Sendable (Int) throws -> any Payload

  package init(
    documents: [SinkDocument],
    load: @escaping @Sendable (Int) throws -> any Payload
  ) {
    self.documents = documents
    self.load = load
  }

  package var count: Int { documents.count }

  /// Reads a document's result; may be called from several threads.
  package func payload(_ index: Int) throws -> any Payload { try load(index) }
}

/// What a sink may use.
package struct SinkContext: Sendable {
  /// Where each output is to be written for now, by the path of the settings.
  package var files: [String: String]
  /// The outputs as the last run left them, by the path of the settings; only those that nobody changed.
  package var previous: [String: String]
  package var jobs: Int
  /// The stages that it reads from.
  package var inputs: [any Stage]
  /// Called for every document; throws when the run is to stop.
  package var advance: @Sendable () throws -> Void
  /// Whether the run is to stop, for work that takes long.
  package var isCancelled: @Sendable () -> Bool
  /// Told how far such work is: what it is, and of how many points how many are done.
  package var work: @Sendable (_ activity: String, _ done: Int, _ total: Int) -> Void
  /// Tells the user something that concerns no single document.
  package var notice: @Sendable (String) -> Void
  /// Where half of its work may be kept until the outputs are published.
  package var keeping: Keeping?

  /// A folder, which the sink makes if it wants it, and how the names of its files in it are to begin.
  package struct Keeping: Sendable {
    package var folder: String
    package var name: String
  }

  /// Where an output of the settings is to be written for now.
  package func file(for path: String) -> String { files[path] ?? path }

  package init(
    files: [String: String],
    previous: [String: String] = [:],
    jobs: Int,
    inputs: [any Stage] = [],
    advance: @escaping @Sendable () throws -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    work: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in },
    notice: @escaping @Sendable (String) -> Void = { _ in },
    keeping: Keeping? = nil
  ) {
    self.files = files
    self.previous = previous
    self.jobs = jobs
    self.inputs = inputs
    self.advance = advance
    self.isCancelled = isCancelled
    self.work = work
    self.notice = notice
    self.keeping = keeping
  }
}
