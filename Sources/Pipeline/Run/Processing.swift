import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

/// The middle of a run: documents go from their sources through the steps into cache and ledger.
///
/// Readers take documents from the sources, each step has workers of its own, and every hand-over is a
/// bounded channel, so a slow step holds up what feeds it and memory stays flat.
final class Processing: Sendable {
  let graph: Graph
  let surveys: [Survey]
  let store: StateStore
  let options: RunOptions
  let control: RunControl
  let progress: RunProgress
  let run: Int64

  let budget: ByteBudget
  let arrivals: Channel<Arrival>
  let inlets: [Int: Channel<Parcel>]
  let waiting = Mutex<[ContentWork.Key: [WaitingDocument]]>([:])
  let trouble = Mutex<RunError?>(nil)
  let tally = Mutex(ChangeTally())
  let stageTallies = Mutex<[Int: StageTally]>([:])
  let jobs: Int

  /// A document on its way from a source to the first steps.
  struct Arrival: Sendable {
    var survey: Int
    var item: Survey.WorkItem
    var content: SourceContent?
    var held: Int64
  }

  init(
    graph: Graph,
    surveys: [Survey],
    store: StateStore,
    options: RunOptions,
    control: RunControl,
    progress: RunProgress,
    run: Int64
  ) {
    self.graph = graph
    self.surveys = surveys
    self.store = store
    self.options = options
    self.control = control
    self.progress = progress
    self.run = run
    let jobs = options.jobs ?? Machine.availableProcessors
    self.jobs = jobs
    budget = ByteBudget(options.memoryBudget(graph.limits))
    arrivals = Channel(capacity: 4 * jobs, senders: surveys.count)
    var inlets: [Int: Channel<Parcel>] = [:]
    for node in graph.steps {
      var feeders: Set<Int> = []  // stages whose workers send here; -1 are the readers
      for survey in surveys {
        for step in survey.flow.steps where step.node == node {
          feeders.insert(step.parent.map { survey.flow.steps[$0].node } ?? -1)
        }
      }
      var senders = 0
      for feeder in feeders {
        senders += feeder == -1 ? jobs : Self.workers(graph.nodes[feeder], options, jobs)
      }
      inlets[node] = Channel(capacity: 2 * jobs, senders: senders)
    }
    self.inlets = inlets
  }

  private static func workers(_ node: Graph.Node, _ options: RunOptions, _ jobs: Int) -> Int {
    let perJob = node.step.map { type(of: $0).documentsPerJob } ?? 1
    return Self.jobs(node, options, jobs) * perJob
  }

  /// How much a stage is to do at once.
  static func jobs(_ node: Graph.Node, _ options: RunOptions, _ jobs: Int) -> Int {
    options.jobs ?? node.options.jobs ?? jobs
  }

  /// Works until every document is dealt with, the run is interrupted, or something cannot go on.
  func execute() async throws(RunError) -> ChangeTally {
    let total = surveys.reduce(0) { $0 + $1.work.count }
    let bytes = surveys.reduce(0) { $0 + $1.work.reduce(0) { $0 + Int($1.entry.countedSize) } }
    progress.enter(.processing, total: total, bytes: bytes)
    await withTaskGroup(of: Void.self) { group in
      for index in surveys.indices { group.addTask { await self.feed(index) } }
      for _ in 0..<jobs { group.addTask { await self.readArrivals() } }
      for node in graph.steps where inlets[node] != nil {
        for _ in 0..<Self.workers(graph.nodes[node], options, jobs) {
          group.addTask { await self.work(at: node) }
        }
      }
      await group.waitForAll()
    }
    try store.commit()
    if let trouble = trouble.withLock({ $0 }) { throw trouble }
    return tally.withLock { $0 }
  }

  /// What each stage did, by its index in the graph.
  var stages: [Int: StageTally] { stageTallies.withLock { $0 } }

  func count(_ node: Int, _ change: (inout StageTally) -> Void) {
    stageTallies.withLock { change(&$0[node, default: StageTally()]) }
  }

  /// Ends everything at once: a state that cannot be written, or a rule that says so.
  func giveUp(_ error: RunError) {
    trouble.withLock { if $0 == nil { $0 = error } }
    arrivals.abort()
    for inlet in inlets.values { inlet.abort() }
    budget.abort()
  }
}
