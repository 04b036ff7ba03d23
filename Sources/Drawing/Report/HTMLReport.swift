/// What a page about a run says; `html` writes it.
package struct HTMLReport: Sendable, Hashable {
  /// How a run ended.
  package enum Outcome: String, Sendable, CaseIterable {
    case ok = "OK"
    case okWithFailures = "OK with failures"
    case failed = "Failed"
    case interrupted = "Interrupted"
  }

  /// A number worth a glance.
  package struct Figure: Sendable, Hashable {
    package var label: String
    package var value: String
    package var note: String

    package init(_ label: String, _ value: String, note: String = "") {
      self.label = label
      self.value = value
      self.note = note
    }
  }

  /// What a stage did.
  package struct Stage: Sendable, Hashable {
    package var name: String
    package var kind: String
    package var entered: Int
    package var left: Int
    package var cached: Int
    package var failed: Int
    package var time: Duration
    /// How many things it took in a second, if that was measured.
    package var perSecond: Double?

    package init(
      name: String,
      kind: String,
      entered: Int,
      left: Int,
      cached: Int = 0,
      failed: Int = 0,
      time: Duration,
      perSecond: Double? = nil
    ) {
      self.name = name
      self.kind = kind
      self.entered = entered
      self.left = left
      self.cached = cached
      self.failed = failed
      self.time = time
      self.perSecond = perSecond
    }
  }

  /// How many documents were, say, new.
  package struct DocumentGroup: Sendable, Hashable {
    package var reason: String
    package var count: Int

    package init(_ reason: String, _ count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// An amount that a stage found in all documents together.
  package struct Sum: Sendable, Hashable {
    package var stage: String
    package var name: String
    package var count: Int

    package init(stage: String, name: String, count: Int) {
      self.stage = stage
      self.name = name
      self.count = count
    }
  }

  /// A file that the run left.
  package struct Output: Sendable, Hashable {
    package var path: String
    package var bytes: Int
    package var sha256: String
    /// Whether it differs from what the run before left, if there was one.
    package var isChanged: Bool?

    package init(path: String, bytes: Int, sha256: String, isChanged: Bool? = nil) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
      self.isChanged = isChanged
    }
  }

  /// A document that a stage could not take.
  package struct Failure: Sendable, Hashable {
    package var document: String
    package var stage: String
    package var reason: String
    package var detail: String

    package init(document: String, stage: String, reason: String, detail: String = "") {
      self.document = document
      self.stage = stage
      self.reason = reason
      self.detail = detail
    }
  }

  /// A setting, or a fact about where the run came from.
  package struct Setting: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var title: String
  package var outcome: Outcome
  /// The outcome in one sentence.
  package var sentence: String
  package var figures: [Figure] = []
  package var diagram: DiagramGraph?
  package var stages: [Stage] = []
  package var documents: [DocumentGroup] = []
  package var sums: [Sum] = []
  package var outputs: [Output] = []
  package var failures: [Failure] = []
  package var settings: [Setting] = []
  /// The most failures of one reason that the page lists; it counts them all.
  package var failureLimit = 500

  package init(title: String, outcome: Outcome, sentence: String) {
    self.title = title
    self.outcome = outcome
    self.sentence = sentence
  }
}
