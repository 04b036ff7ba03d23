import Digests
import Ledger
import Synchronization

/// The bytes of one or more documents on their way through a flow.
final class ContentWork: Sendable {
  /// What tells contents apart within a run.
  struct Key: Hashable, Sendable {
    var source: Int
    var hash: Digest
    var hint: String
  }

  /// A result that a step made or that the cache had.
  struct StepResult: Sendable {
    var step: Int
    var key: Digest
    var measure: ResultCache.Measure
  }

  private struct State {
    var parcels = 1
    var results: [StepResult] = []
    var failure: (step: Int, status: ContentStatus)?
    var identified: [any Payload] = []
  }

  let key: Key
  let size: Int64
  let keys: [Digest]
  /// The path to name in messages: that of the first document met with these bytes.
  let path: String
  /// What was taken from the byte budget for it.
  let held: Int64
  private let state = Mutex(State())

  init(key: Key, size: Int64, keys: [Digest], path: String, held: Int64) {
    self.key = key
    self.size = size
    self.keys = keys
    self.path = path
    self.held = held
  }

  /// Notes a result; `identified` is the payload when it gives items their ids.
  func add(_ result: StepResult, identified: (any Payload)?) {
    state.withLock {
      $0.results.append(result)
      if let identified { $0.identified.append(identified) }
    }
  }

  /// Notes a failure; of several the one of the earliest step counts, whichever came first in time.
  func fail(step: Int, _ status: ContentStatus) {
    state.withLock {
      if let known = $0.failure, known.step <= step { return }
      $0.failure = (step, status)
    }
  }

  /// Replaces one parcel by as many as go on from it; true when none is left.
  func replaceParcel(by count: Int) -> Bool {
    state.withLock {
      $0.parcels += count - 1
      return $0.parcels == 0
    }
  }

  var status: ContentStatus { state.withLock { $0.failure?.status ?? .done } }

  var results: [StepResult] { state.withLock { $0.results.sorted { $0.step < $1.step } } }

  /// The ids of all items, were they to lie in this document.
  func itemIDs(in document: DocumentIdentity) -> [UInt8] {
    state.withLock { $0.identified.flatMap { $0.identities(in: document).flatMap { $0 } } }
  }
}

/// A result on its way to the next step: made when somebody asks for it.
struct Parcel: Sendable {
  var work: ContentWork
  var step: Int
  /// What the step works on.
  var input: @Sendable () async throws(StageFailure) -> any Payload
}

/// A document that waits for its content to be worked on.
struct WaitingDocument: Sendable {
  var identity: DocumentIdentity
  var stamp: FileStamp
}
