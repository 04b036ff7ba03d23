package import Ledger
package import SystemIO

/// A stage that finds documents.
package protocol SourceStage: Stage {
  /// Whether it takes what it needs from standard input, which only one stage can.
  var readsStandardInput: Bool { get }
  /// Lists what there is now, without reading more than it must.
  func list(_ context: SourceContext) async throws(SourceError) -> SourceListing
  /// Reads the wanted documents, in the order of the listing, and hands each over when it is ready.
  ///
  /// Handing over waits while the pipeline is full, which keeps memory bounded.
  func deliver(_ wanted: [SourceEntry], _ context: SourceContext, to inlet: SourceInlet) async
}

extension SourceStage {
  package var readsStandardInput: Bool { false }
}

/// Takes documents from a source: either bytes, or a way to read them later and in parallel.
package struct SourceInlet: Sendable {
  package let offer: @Sendable (SourceEntry, SourceContent) async -> Void

  package init(offer: @escaping @Sendable (SourceEntry, SourceContent) async -> Void) {
    self.offer = offer
  }
}

/// The bytes of a document, now or on demand.
package enum SourceContent: Sendable {
  case bytes([UInt8])
  case failure(StageFailure)
  case onDemand(@Sendable () throws(StageFailure) -> (bytes: [UInt8], stamp: FileStamp))
  /// It was listed and is gone.
  case vanished
}

/// A document as a source lists it.
package struct SourceEntry: Sendable {
  package var path: String
  package var stamp: FileStamp

  /// Its size to count with: what a file says of itself may be larger than any sum can hold.
  var countedSize: Int64 { min(max(0, stamp.size), 1 << 44) }

  package init(path: String, stamp: FileStamp) {
    self.path = path
    self.stamp = stamp
  }
}

/// Everything a source found.
package struct SourceListing: Sendable {
  /// Sorted by the bytes of their paths, no path twice.
  package var entries: [SourceEntry] = []
  /// What was seen and is no document: pipes, links that lead nowhere, files that rules leave out.
  package var ignored: [IgnoredEntry] = []
  /// What may hold documents and could not be listed: they fail, and what was known below is kept.
  package var unreadable: [UnreadablePart] = []

  package init() {}
}

/// Something that may hold documents and cannot be looked at.
package struct UnreadablePart: Sendable {
  package var path: String
  /// The beginning of the paths that it may hide: known documents there are kept; nil for none.
  package var hides: String?
  package var failure: StageFailure

  package init(path: String, hides: String?, failure: StageFailure) {
    self.path = path
    self.hides = hides
    self.failure = failure
  }
}

/// Something in a source that is not taken as a document.
package struct IgnoredEntry: Sendable, Hashable {
  package var path: String
  /// One word or two by which they are counted: "pipe", "dangling link".
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// What a source may know about the run.
package struct SourceContext: Sendable {
  /// The files that the pipeline itself writes, as the disk knows them: whatever path leads to them.
  private let outputs: Set<FileIdentity>
  /// Names for a `list` source that the command line gave.
  package let filesFrom: FilesFrom?

  package init(outputs: [String], filesFrom: FilesFrom? = nil) {
    self.outputs = Set(outputs.compactMap { try? FileStatus(path: $0).identity })
    self.filesFrom = filesFrom
  }

  /// Whether a file is an output of the pipeline, which no source lists.
  package func isOutput(_ status: FileStatus) -> Bool { outputs.contains(status.identity) }

  /// Whether a folder, by the last part of its path, holds the state of a pipeline.
  package static func isState(_ folder: String) -> Bool {
    folder == OutputFolder.state || folder.hasSuffix("/" + OutputFolder.state)
  }
}

/// A list of files named on the command line.
package struct FilesFrom: Sendable, Hashable {
  package var path: String
  package var isNulSeparated: Bool

  package init(path: String, isNulSeparated: Bool) {
    self.path = path
    self.isNulSeparated = isNulSeparated
  }
}

/// Why a source cannot list at all; the run ends before anything is touched.
package struct SourceError: Error, Sendable, CustomStringConvertible {
  package enum Cause: Sendable {
    case missing, permission, invalid, input
  }

  package var cause: Cause
  package var description: String

  package init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }
}
