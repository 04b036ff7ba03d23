import Synchronization

/// A bounded queue between tasks: a full one suspends who sends, an empty one who receives.
///
/// It ends when every sender has said that it is finished, or at once when it is aborted.
package final class Channel<Element: Sendable>: Sendable {
  private struct State {
    var items: [Element?] = []
    var head = 0
    var senders: Int
    var isAborted = false
    var waitingSenders: [(Element, CheckedContinuation<Bool, Never>)] = []
    var waitingReceivers: [CheckedContinuation<Element?, Never>] = []

    var count: Int { items.count - head }

    mutating func takeFirst() -> Element? {
      guard head < items.count else { return nil }
      let item = items[head]
      items[head] = nil
      head += 1
      // Moving the rest now and then costs less than a ring and keeps the code plain.
      if head > 64 && head * 2 > items.count {
        items.removeFirst(head)
        head = 0
      }
      return item
    }
  }

  private let state: Mutex<State>
  private let capacity: Int

  package init(capacity: Int, senders: Int) {
    self.capacity = max(1, capacity)
    state = Mutex(State(senders: senders))
  }

  /// Hands an element over, waiting while the channel is full; false when nobody will take it.
  package func send(_ element: Element) async -> Bool {
    await withCheckedContinuation { continuation in
      // Decide under the lock, resume after it: a resumed task may come straight back here.
      let resumptions: (sender: Bool?, receiver: CheckedContinuation<Element?, Never>?) =
        state.withLock { state in
          if state.isAborted { return (false, nil) }
          if !state.waitingReceivers.isEmpty {
            return (true, state.waitingReceivers.removeFirst())
          }
          if state.count < capacity {
            state.items.append(element)
            return (true, nil)
          }
          state.waitingSenders.append((element, continuation))
          return (nil, nil)
        }
      resumptions.receiver?.resume(returning: element)
      if let sent = resumptions.sender { continuation.resume(returning: sent) }
    }
  }

  /// Takes the next element, waiting for one; nil when the channel has ended.
  package func receive() async -> Element? {
    await withCheckedContinuation { continuation in
      let outcome: (element: Element?, isReady: Bool, sender: CheckedContinuation<Bool, Never>?) =
        state.withLock { state in
          if state.isAborted { return (nil, true, nil) }
          if let element = state.takeFirst() {
            guard !state.waitingSenders.isEmpty else { return (element, true, nil) }
            let (next, sender) = state.waitingSenders.removeFirst()
            state.items.append(next)
            return (element, true, sender)
          }
          if state.senders == 0 { return (nil, true, nil) }
          state.waitingReceivers.append(continuation)
          return (nil, false, nil)
        }
      outcome.sender?.resume(returning: true)
      if outcome.isReady { continuation.resume(returning: outcome.element) }
    }
  }

  /// Says that one of the senders is done; the last one ends the channel.
  package func finishSending() {
    let receivers = state.withLock { state -> [CheckedContinuation<Element?, Never>] in
      state.senders -= 1
      guard state.senders == 0 else { return [] }
      defer { state.waitingReceivers = [] }
      return state.waitingReceivers
    }
    for receiver in receivers { receiver.resume(returning: nil) }
  }

  /// Ends the channel at once and drops what is in it.
  package func abort() {
    let (senders, receivers) = state.withLock { state in
      defer {
        state.isAborted = true
        state.items = []
        state.head = 0
        state.waitingSenders = []
        state.waitingReceivers = []
      }
      return (state.waitingSenders, state.waitingReceivers)
    }
    for (_, sender) in senders { sender.resume(returning: false) }
    for receiver in receivers { receiver.resume(returning: nil) }
  }
}
