import Synchronization

/// The memory that documents in work may take together.
///
/// Who asks for more than there is waits; a document larger than the whole budget gets it alone.
package final class ByteBudget: Sendable {
  private struct State {
    var free: Int64
    var isAborted = false
    var waiting: [(Int64, CheckedContinuation<Void, Never>)] = []
  }

  private let state: Mutex<State>
  private let total: Int64

  package init(_ total: Int64) {
    self.total = total
    state = Mutex(State(free: total))
  }

  package func acquire(_ bytes: Int64) async {
    let wanted = min(bytes, total)
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        // In order of asking, so that a large document is not passed over for ever.
        if state.isAborted || (state.waiting.isEmpty && state.free >= wanted) {
          state.free -= wanted
          return true
        }
        state.waiting.append((wanted, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  package func release(_ bytes: Int64) {
    let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.free += min(bytes, total)
      var ready: [CheckedContinuation<Void, Never>] = []
      while let (wanted, continuation) = state.waiting.first, state.free >= wanted {
        state.free -= wanted
        state.waiting.removeFirst()
        ready.append(continuation)
      }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  /// Lets everybody through, so that a run that is given up can end.
  package func abort() {
    let waiting = state.withLock { state in
      state.isAborted = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, continuation) in waiting { continuation.resume() }
  }
}
