/// How far a build is, over the graph of all points and those of groups.
struct BuildProgress {
  private let total: Int
  private let report: (Int, Int) -> Void
  private let tellResumed: (Int, Int) -> Void
  /// What is behind the graph that is growing.
  private var passed = 0
  private var isResumed = false

  init(
    total: Int,
    _ report: @escaping (Int, Int) -> Void,
    _ tellResumed: @escaping (Int, Int) -> Void
  ) {
    self.total = total
    self.report = report
    self.tellResumed = tellResumed
  }

  /// Takes up that a graph was put to where it had been; it is told when there is more to do, or at the end.
  mutating func resumed() { isResumed = true }

  /// Takes up how many points are in the graph that is growing.
  mutating func note(_ inserted: Int) {
    tell(passed + inserted)
    report(passed + inserted, total)
  }

  /// Goes behind a graph, equal points and groups that need none included.
  mutating func pass(_ count: Int) { passed += count }

  mutating func end() { tell(total) }

  private mutating func tell(_ done: Int) {
    guard isResumed else { return }
    isResumed = false
    tellResumed(done, total)
  }
}
