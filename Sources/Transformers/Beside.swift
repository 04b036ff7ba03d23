import Synchronization
import SystemIO

/// A result that a thread of its own makes meanwhile.
final class Beside<Value: Sendable, Failure: Error>: Sendable {
  private final class Place: Sendable {
    let result = Mutex<Result<Value, Failure>?>(nil)
  }

  private let make: @Sendable () throws(Failure) -> Value
  private let place: Place
  private let thread: SystemThread?

  init(_ make: @escaping @Sendable () throws(Failure) -> Value) {
    let place = Place()
    self.make = make
    self.place = place
    thread = try? SystemThread(name: "beside", stackSize: 8 << 20) {
      let result = Result { () throws(Failure) in try make() }
      place.result.withLock { $0 = result }
    }
  }

  /// Waits for the result, which may be asked for once; without a thread it is made now.
  func result() throws(Failure) -> Value {
    guard let thread else { return try make() }
    thread.join()
    guard let result = place.result.withLock({ $0 }) else { return try make() }
    return try result.get()
  }
}

/// Makes values by their numbers on as many threads as there are processors; they are in order.
func inParallel<Value: Sendable>(_ count: Int, _ make: @escaping @Sendable (Int) -> Value)
  -> [Value]
{
  let next = Counter()
  let found = Mutex<[Int: Value]>([:])
  let work = { @Sendable in
    while true {
      let index = next.next()
      guard index < count else { return }
      let value = make(index)
      found.withLock { $0[index] = value }
    }
  }
  // Where no thread is to be had, this one does it all.
  let others = (1..<max(1, min(count, Machine.availableProcessors))).compactMap {
    try? SystemThread(name: "pack-\($0)", stackSize: 8 << 20, run: work)
  }
  work()
  for thread in others { thread.join() }
  return found.withLock { found in found.sorted { $0.key < $1.key }.map(\.value) }
}
