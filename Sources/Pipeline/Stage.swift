/// A kind of stage: its settings as stored properties, a table of them, and what it does.
package protocol Stage: Sendable {
  /// What a pipeline file says after "use".
  static var kind: String { get }
  static var summary: String { get }
  /// Raised whenever the same input and settings give another result.
  static var version: Int { get }
  static var settings: [Setting<Self>] { get }
  init()
  /// What is wrong with the settings taken together; each sentence names the setting.
  func conflicts() -> [SettingConflict]
}

extension Stage {
  package static var version: Int { 1 }
  package func conflicts() -> [SettingConflict] { [] }
}

/// A rule that two settings break together.
package struct SettingConflict: Sendable {
  package var setting: String
  package var message: String
  package var severity: Diagnostic.Severity

  package init(_ setting: String, _ message: String, severity: Diagnostic.Severity = .error) {
    self.setting = setting
    self.message = message
    self.severity = severity
  }
}

/// A stage that makes one document's result from another, knowing nothing of other documents.
package protocol StepStage: Stage {
  associatedtype Input: Payload
  associatedtype Output: Payload
  /// Whether it holds documents to the time limit of its context itself, by ending what takes longer.
  static var keepsTimeLimit: Bool { get }
  /// How many documents it wants at once for each job: more than one where those of several are joined.
  static var documentsPerJob: Int { get }
  /// Makes ready for the first document; what fails here ends the run.
  func prepare(jobs: Int) async throws(RunError)
  func process(_ input: Input, _ context: StepContext) async throws(StageFailure) -> Output
}

extension StepStage {
  package static var keepsTimeLimit: Bool { false }
  package static var documentsPerJob: Int { 1 }
  package func prepare(jobs: Int) async throws(RunError) {}
}

/// What a step may know about the document it works on.
package struct StepContext: Sendable {
  /// The path to name in messages; results must not depend on it.
  package var path: String
  /// Tells the user something about the document that does not make it fail; a predicate, as in
  /// failures.
  package var remark: @Sendable (String) -> Void
  /// The longest that the document may take, where somebody has said so.
  package var timeout: TimeSpan?
  /// How much is to be done at once, where somebody has said so.
  package var jobs: Int?
  /// What is kept from document to document.
  package var parts: KnownParts

  package init(
    path: String,
    timeout: TimeSpan? = nil,
    jobs: Int? = nil,
    parts: KnownParts = .none,
    remark: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.path = path
    self.timeout = timeout
    self.jobs = jobs
    self.parts = parts
    self.remark = remark
  }
}

/// A stage that writes files from all documents, in the order of their paths.
package protocol SinkStage: Stage {
  static var accepts: [PortType] { get }
  /// Whether what it writes goes on from what it wrote last, also where it is made to write anew.
  static var continuesOutputs: Bool { get }
  /// The files it writes, as the settings name them.
  var outputs: [OutputPath] { get }
  func write(_ documents: DocumentSequence, _ context: SinkContext) async throws -> SinkCounts
}

extension SinkStage {
  package static var continuesOutputs: Bool { false }
}

/// A file that a sink publishes, and the setting that named it.
package struct OutputPath: Sendable, Hashable {
  package var setting: String
  package var path: String

  package init(setting: String, path: String) {
    self.setting = setting
    self.path = path
  }
}

/// What a sink wrote.
package struct SinkCounts: Sendable, Hashable {
  package var documents: Int
  package var items: Int

  package init(documents: Int, items: Int) {
    self.documents = documents
    self.items = items
  }
}

/// Why a stage cannot work on a document.
package struct StageFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// One word from a fixed list, by which failures are counted: "encoding", "too-large".
  package var reason: String
  /// The words for people: a sentence from a source, a predicate of the document from a step.
  ///
  /// A step must not name the document, since the same bytes fail alike wherever they lie.
  package var detail: String
  /// Whether another try may go better with the same bytes.
  package var isTemporary: Bool

  /// The reason that a source gives for a document that is no longer there.
  package static let vanished = "vanished"

  package init(_ reason: String, _ detail: String, isTemporary: Bool = false) {
    self.reason = reason
    self.detail = detail
    self.isTemporary = isTemporary
  }

  package var description: String { "\(reason): \(detail)" }
}
