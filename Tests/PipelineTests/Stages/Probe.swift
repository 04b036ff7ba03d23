import Synchronization

/// What the stages of one test tell it, and what it tells them.
final class Probe: Sendable {
  private static let all = Mutex<[String: Probe]>([:])

  /// The probe that the settings of a stage name.
  static func named(_ name: String) -> Probe {
    all.withLock { all in
      if let probe = all[name] { return probe }
      let probe = Probe()
      all[name] = probe
      return probe
    }
  }

  private let counts = Mutex<[String: Int]>([:])
  private let reaction = Mutex<(event: String, act: @Sendable () -> Void)?>(nil)
  private let inFlight = Mutex((now: 0, most: 0))

  func count(_ event: String) -> Int { counts.withLock { $0[event, default: 0] } }

  /// Notes that something happened; returns how often it has by now.
  @discardableResult
  func note(_ event: String) -> Int {
    let reaction = reaction.withLock { $0 }
    if let reaction, reaction.event == event { reaction.act() }
    return counts.withLock {
      $0[event, default: 0] += 1
      return $0[event, default: 0]
    }
  }

  /// Has something done whenever an event is noted.
  func whenever(_ event: String, _ act: @escaping @Sendable () -> Void) {
    reaction.withLock { $0 = (event, act) }
  }

  func enter() { inFlight.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func leave() { inFlight.withLock { $0.now -= 1 } }
  var mostInFlight: Int { inFlight.withLock { $0.most } }
}
