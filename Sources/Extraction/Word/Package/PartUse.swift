import Digests
import LibXML

/// What is wanted of a part of a package.
enum PartUse {
  /// Its elements, told to a handler.
  case elements(any XMLHandler)
  /// Its bytes as a whole.
  case bytes(PartBytes)
  /// The digest of its bytes.
  case digest(PartDigest)
}

/// The bytes of a part, once it was read.
final class PartBytes {
  var bytes: [UInt8]?
}

/// The digest of a part, once it was read.
final class PartDigest {
  private(set) var digest: String?
  private var hash = SHA256()

  func update(_ bytes: [UInt8]) { hash.update(bytes) }
  func finish() { digest = hash.finish().description }
}
