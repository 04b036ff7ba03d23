import CSQLite
import Synchronization

/// The one part of a connection that other threads may touch: the means to stop its work.
package final class Interruption: Sendable {
  /// The connection's address, nothing once it is closed.
  private let address: Mutex<UInt>

  init(_ handle: OpaquePointer) {
    address = Mutex(UInt(bitPattern: handle))
  }

  /// Makes the statements that run now fail as interrupted; does nothing on a closed connection.
  package func interrupt() {
    address.withLock { address in
      if let handle = OpaquePointer(bitPattern: address) { sqlite3_interrupt(handle) }
    }
  }

  func forget() { address.withLock { $0 = 0 } }
}
