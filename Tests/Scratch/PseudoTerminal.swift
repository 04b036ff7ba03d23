import Glibc

/// A terminal that no one looks at.
package final class PseudoTerminal: Sendable {
  package let descriptor: Int32
  private let master: Int32

  package init(columns: UInt16) throws {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var ends: (Int32, Int32) = (-1, -1)
    try ScratchFailure.check("openpty", openpty(&ends.0, &ends.1, nil, nil, &size))
    (master, descriptor) = ends
  }

  deinit {
    close(descriptor)
    close(master)
  }
}
