import Scratch
import Synchronization
import SystemIO
import Testing

struct WorkerThreadsTests {
  /// What many tasks change together.
  private final class Shared: Sendable {
    let running = Atomic(0)
    let served = Mutex<[Int]>([])
  }

  @Test func completesManyTasks() async throws {
    let workers = try WorkerThreads(count: 8)
    let sum = await withTaskExecutorPreference(workers) {
      await withTaskGroup(of: Int.self) { group in
        for number in 0..<10_000 {
          group.addTask {
            await Task.yield()
            return number
          }
        }
        return await group.reduce(0, +)
      }
    }
    #expect(sum == 10_000 * 9_999 / 2)
    workers.shutdown()
  }

  @Test func runsAsManyAtOnceAsThereAreThreads() async throws {
    let workers = try WorkerThreads(count: 6)
    let shared = Shared()
    let names = await withTaskExecutorPreference(workers) {
      await withTaskGroup(of: (Int, String).self) { group in
        for _ in 0..<6 {
          group.addTask {
            // Nobody goes on until all six are here, which takes six threads.
            shared.running.add(1, ordering: .sequentiallyConsistent)
            for _ in 0..<10_000 where shared.running.load(ordering: .sequentiallyConsistent) < 6 {
              OwnProcess.block(milliseconds: 1)
            }
            return (shared.running.load(ordering: .sequentiallyConsistent), OwnProcess.threadName())
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(names.map(\.0) == [6, 6, 6, 6, 6, 6])
    #expect(names.map(\.1).sorted() == (1...6).map { "worker-\($0)" })
    workers.shutdown()
  }

  @Test func servesInOrder() async throws {
    let workers = try WorkerThreads(count: 1, name: "a name that is far too long")
    let shared = Shared()
    await withTaskExecutorPreference(workers) {
      await withTaskGroup { group in
        for number in 0..<100 { group.addTask { shared.served.withLock { $0.append(number) } } }
      }
    }
    #expect(shared.served.withLock { $0 } == Array(0..<100))
    workers.shutdown()
  }

  @Test func hasDeepStacks() async throws {
    let workers = try WorkerThreads(count: 1, stackSize: 32 << 20)
    let used = await withTaskExecutorPreference(workers) {
      await withTaskGroup(of: Int.self) { group in
        group.addTask { OwnProcess.useStack(bytes: 28 << 20) }
        return await group.reduce(0, +)
      }
    }
    #expect(used == 28 << 20)
    workers.shutdown()
  }

  @Test func finishesWhatIsWaitingAtTheEnd() async throws {
    let workers = try WorkerThreads(count: 2)
    let tasks = (0..<50).map { number in
      Task(executorPreference: workers) {
        OwnProcess.block(milliseconds: 1)
        return number
      }
    }
    workers.shutdown()
    workers.shutdown()
    // A task that comes too late is run elsewhere rather than never.
    let late = Task(executorPreference: workers) { OwnProcess.threadName() }
    var sum = 0
    for task in tasks { sum += await task.value }
    #expect(sum == 1_225)
    #expect(await !late.value.hasPrefix("worker-"))
  }

  @Test func endsItsThreadsWithItsLife() async throws {
    do {
      let workers = try WorkerThreads(count: 3, name: "brief")
      let task = Task(executorPreference: workers) { OwnProcess.threadName() }
      #expect(await task.value.hasPrefix("brief-"))
    }
    let child = try ChildProcess("cat /proc/$PPID/task/*/comm | grep -c brief")
    #expect(child.readLine() == "0")
  }
}
