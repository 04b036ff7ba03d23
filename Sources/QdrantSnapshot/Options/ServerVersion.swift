/// The version of a Qdrant server, as far as its files differ.
package struct ServerVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  package let major: Int
  package let minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `1.16` or `1.16.3`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy { (0x30...0x39).contains($0) } ? Int(Substring(part)) : nil
    }
    guard numbers.count == parts.count, (2...3).contains(numbers.count) else { return nil }
    self.init(major: numbers[0], minor: numbers[1])
  }

  /// The first whose files are written: older ones keep parts in another database.
  package static let oldest = ServerVersion(major: 1, minor: 16)
  /// The newest on whose engine the files were proved.
  package static let newest = ServerVersion(major: 1, minor: 20)

  package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  package var description: String { "\(major).\(minor)" }

  /// Whether the server knows storage that is mapped and brought in as a whole on loading.
  var knowsMappedInMemory: Bool { self >= ServerVersion(major: 1, minor: 17) }
}
