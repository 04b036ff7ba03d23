import Pipeline
import Synchronization
import TestSupport
import Testing

/// A bounded queue between tasks.
@Suite struct ChannelTests {
  @Test func keepsTheOrderOfOneSender() async {
    let channel = Channel<Int>(capacity: 3, senders: 1)
    async let received = drain(channel)
    for number in 0..<1000 { #expect(await channel.send(number)) }
    channel.finishSending()
    #expect(await received == Array(0..<1000))
  }

  private func drain(_ channel: Channel<Int>) async -> [Int] {
    var numbers: [Int] = []
    while let number = await channel.receive() { numbers.append(number) }
    return numbers
  }

  @Test(arguments: [1, 2, 7])
  func holdsSendersUp(capacity: Int) async {
    let channel = Channel<Int>(capacity: capacity, senders: 1)
    let sent = Counter()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<100 {
          _ = await channel.send(number)
          sent.add(1)
        }
        channel.finishSending()
      }
      for taken in 0..<100 {
        await settle { sent.now >= min(100, taken + capacity) }
        // One more may be parked with its element in hand, and is not counted as sent.
        #expect(sent.now <= taken + capacity)
        #expect(await channel.receive() == taken)
      }
      #expect(await channel.receive() == nil)
    }
  }

  /// Waits until something holds, for a while.
  private func settle(_ holds: () -> Bool) async {
    for _ in 0..<2000 where !holds() { await Task.yield() }
  }

  @Test(arguments: [(1, 1, 1), (4, 1, 2), (1, 4, 2), (8, 8, 1), (5, 3, 64)])
  func losesNothingBetweenMany(senders: Int, receivers: Int, capacity: Int) async {
    let channel = Channel<Int>(capacity: capacity, senders: senders)
    let received = await withTaskGroup(of: [Int].self) { group in
      for sender in 0..<senders {
        group.addTask {
          for number in 0..<500 { _ = await channel.send(sender * 500 + number) }
          channel.finishSending()
          return []
        }
      }
      for _ in 0..<receivers { group.addTask { await self.drain(channel) } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(received.sorted() == Array(0..<senders * 500))
  }

  @Test func endsOnlyWithTheLastSender() async {
    let channel = Channel<Int>(capacity: 4, senders: 2)
    channel.finishSending()
    #expect(await channel.send(1))
    channel.finishSending()
    #expect(await channel.receive() == 1)
    #expect(await channel.receive() == nil)
    #expect(await channel.receive() == nil)
  }

  @Test func abortWakesEverySender() async {
    let channel = Channel<Int>(capacity: 1, senders: 8)
    _ = await channel.send(0)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<7 { group.addTask { await channel.send(number) } }
      await Task.yield()
      channel.abort()
      return await group.reduce(into: 0) { $0 += $1 ? 0 : 1 }
    }
    #expect(refused == 7)
    #expect(await channel.receive() == nil, "what was in it is dropped")
    #expect(await channel.send(1) == false)
  }

  @Test func abortWakesEveryReceiver() async {
    let channel = Channel<Int>(capacity: 1, senders: 1)
    let received = await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<8 { group.addTask { await channel.receive() } }
      await Task.yield()
      channel.abort()
      return await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    #expect(received == Array(repeating: nil, count: 8))
  }
}

/// The memory that documents in work take together.
@Suite struct ByteBudgetTests {
  @Test func neverGivesMoreThanThereIs() async {
    let budget = ByteBudget(100)
    let used = Counter()
    await withTaskGroup(of: Void.self) { group in
      for seed in 0..<16 {
        group.addTask {
          var numbers = SeededNumbers(seed: UInt64(seed))
          for _ in 0..<200 {
            let bytes = Int64(numbers.below(120))
            await budget.acquire(bytes)
            used.add(Int(min(bytes, 100)))
            await Task.yield()
            used.add(-Int(min(bytes, 100)))
            budget.release(bytes)
          }
        }
      }
    }
    #expect(used.most <= 100)
    #expect(used.most > 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func largerThanAllGetsAllAlone() async {
    let budget = ByteBudget(10)
    await budget.acquire(1000)
    let isIn = Counter()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await budget.acquire(1)
        isIn.add(1)
      }
      for _ in 0..<50 { await Task.yield() }
      #expect(isIn.now == 0)
      budget.release(1000)
    }
    #expect(isIn.now == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func abortLetsEverybodyThrough() async {
    let budget = ByteBudget(10)
    await budget.acquire(10)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { await budget.acquire(5) } }
      await Task.yield()
      budget.abort()
    }
    await budget.acquire(1 << 40)
  }
}

/// A number that several tasks change.
private final class Counter: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var now: Int { state.withLock { $0.now } }
  var most: Int { state.withLock { $0.most } }

  func add(_ number: Int) {
    state.withLock { $0 = ($0.now + number, max($0.most, $0.now + number)) }
  }
}
