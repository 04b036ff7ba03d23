import Glibc

/// A file being written beside the place that it is meant for.
///
/// It is called `.<name>.stampmill-new` until the caller renames it, so that nobody ever sees half of
/// it under its real name. One that is dropped before `finish` is removed.
package struct AtomicFile: ~Copyable {
  private static let bufferSize = 256 << 10

  /// Where the file is until it is renamed.
  package let path: String
  /// How many bytes were appended.
  package private(set) var size: Int64 = 0

  private var file: FileDescriptor?
  private var buffer: [UInt8] = []

  /// Creates the file, in place of any that an earlier run left over.
  package init(
    destination: String,
    mode: UInt32 = 0o666
  ) throws(SystemError) {
    try self.init(at: Self.temporaryPath(for: destination), mode: mode)
  }

  /// Creates the file under a name that somebody else has chosen for the time being.
  package init(
    at path: String,
    mode: UInt32 = 0o666
  ) throws(SystemError) {
    self.path = path
    // Removed rather than truncated: whatever holds the old file open keeps it to itself.
    _ = try removeIfExists(path)
    file = try FileDescriptor(creating: path, .exclusive, mode: mode)
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if file != nil { _ = unlink(path) }
  }

  /// Where the file for a destination is until it is renamed.
  package static func temporaryPath(for destination: String) -> String {
    let bytes = destination.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:))
    let split = start ?? bytes.startIndex
    return "\(destination[..<split]).\(destination[split...]).stampmill-new"
  }

  package mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    try append(bytes.span)
  }

  package mutating func append(_ text: String) throws(SystemError) {
    try append(text.utf8.span)
  }

  package mutating func append(_ bytes: Span<UInt8>) throws(SystemError) {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    size += Int64(bytes.count)
    guard bytes.count < Self.bufferSize else {
      try write(bytes)
      return
    }
    bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
  }

  /// Writes over bytes that were appended before, such as a head that was kept free.
  package mutating func overwrite(_ bytes: [UInt8], at place: Int) throws(SystemError) {
    precondition(place >= 0 && place + bytes.count <= Int(size), "bytes that were not appended yet")
    try flush()
    try file?.write(bytes, at: place)
  }

  /// Writes out what is left, waits for the disk and closes the file; returns its size.
  package consuming func finish() throws(SystemError) -> Int64 {
    try flush()
    try file?.sync()
    guard let closing = file.take() else { return size }
    do throws(SystemError) {
      try closing.close()
    } catch {
      _ = unlink(path)
      throw error
    }
    return size
  }

  private mutating func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    try write(buffer.span)
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: Span<UInt8>) throws(SystemError) {
    try file?.write(bytes)
  }
}

/// Puts a text in place of a file, all at once.
package func replaceFile(_ path: String, with text: String, mode: UInt32 = 0o666)
  throws(SystemError)
{
  var file = try AtomicFile(destination: path, mode: mode)
  try file.append(text)
  let temporary = file.path
  _ = try file.finish()
  try renameFile(temporary, to: path)
}
