import Kernels
import Synchronization
import SystemIO

/// Looks whether every row is one that distances can be measured to.
enum RowCheck {
  static func run(
    _ rows: VectorRows,
    _ metric: Metric,
    _ kernels: Kernels,
    _ team: ThreadTeam
  ) throws(HNSWError) {
    guard rows.count < 1 << 31 else {
      throw .unusable("there are more than 2147483647 vectors")
    }
    guard rows.width > 0 else { throw .unusable("the vectors have no numbers") }
    guard case .floats(let start) = rows.numbers else { return }
    let first = FirstFault()
    team.share(rows.count, by: 1024) { _, range in
      guard case .floats(let start) = rows.numbers else { return }
      for index in range {
        let row = start + index * rows.stride
        let square = kernels.dot(row, row, rows.width)
        let isFinite = square.isFinite && square < 1e37
        let isUnit = metric != .cosine || abs(square - 1) < 1e-3 || square == 0
        if !isFinite || !isUnit { return first.found(index) }
      }
    }
    guard let index = first.value else { return }
    let row = start + index * rows.stride
    let numbers = (0..<rows.width).map { row[$0] }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .unusable("vector \(index) has a number that is not finite")
    }
    guard kernels.dot(row, row, rows.width) < 1e37 else {
      throw .unusable("vector \(index) has numbers too large to measure distances")
    }
    throw .unusable("vector \(index) is not of length 1, which the metric 'cosine' needs")
  }
}

/// The least of the numbers that threads find.
private final class FirstFault: Sendable {
  private let least = Mutex<Int?>(nil)

  var value: Int? { least.withLock { $0 } }

  func found(_ index: Int) { least.withLock { $0 = min($0 ?? index, index) } }
}
