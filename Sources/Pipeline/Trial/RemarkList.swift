import Synchronization

/// What a step remarks while it works, in order.
final class RemarkList: Sendable {
  private let remarks = Mutex<[String]>([])

  func add(_ remark: String) { remarks.withLock { $0.append(remark) } }

  var all: [String] { remarks.withLock { $0 } }
}
