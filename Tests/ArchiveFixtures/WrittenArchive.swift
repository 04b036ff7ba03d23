import CArchive

/// One thing to put into an archive.
package struct WrittenEntry {
  package enum Kind {
    case file
    case folder
    case symbolicLink(String)
    case hardLink(String)
    case pipe
  }

  var name: String
  var kind: Kind
  var content: [UInt8]
  /// How many times the content follows itself.
  var repetitions: Int
  /// Where the content lies when the rest of the file is left out, and how long the whole is.
  var hole: (offset: Int64, size: Int64)?
  /// Whether the size is written before the content.
  var statesSize: Bool

  package init(
    _ name: String,
    _ content: [UInt8] = [],
    kind: Kind = .file,
    repetitions: Int = 1,
    hole: (offset: Int64, size: Int64)? = nil,
    statesSize: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.content = content
    self.repetitions = repetitions
    self.hole = hole
    self.statesSize = statesSize
  }
}

package struct WritingFailure: Error, CustomStringConvertible {
  package let description: String
}

package enum WrittenFormat: String, CaseIterable, Sendable {
  case zip
  case ustar
  case pax
  case gnutar
}

package enum WrittenFilter: String, CaseIterable, Sendable {
  case none
  case gzip
  case bzip2
  case xz
  case zstd
}

/// When every written file was last changed, in seconds since 1970.
package let writtenTime = 1_600_000_001

/// Writes an archive with libarchive itself.
package func writeArchive(
  _ format: WrittenFormat,
  filter: WrittenFilter = .none,
  passphrase: String? = nil,
  _ entries: [WrittenEntry]
) throws -> [UInt8] {
  guard let archive = archive_write_new() else { throw WritingFailure(description: "no memory") }
  defer { archive_write_free(archive) }
  func check(_ result: Int32) throws {
    guard result >= ARCHIVE_WARN else {
      throw WritingFailure(
        description: archive_error_string(archive).map { String(cString: $0) } ?? "\(result)"
      )
    }
  }
  try check(archive_write_set_format_by_name(archive, format.rawValue))
  if filter != .none { try check(archive_write_add_filter_by_name(archive, filter.rawValue)) }
  if let passphrase {
    try check(archive_write_set_options(archive, "zip:encryption=traditional"))
    try check(archive_write_set_passphrase(archive, passphrase))
  }
  let content = entries.reduce(0) { $0 + $1.content.count * $1.repetitions }
  // Whatever is larger than this shrinks a lot.
  let capacity = min(content, 64 << 20) + (16 << 20)
  let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
  defer { memory.deallocate() }
  var used = 0
  try check(archive_write_open_memory(archive, memory.baseAddress, capacity, &used))
  for entry in entries {
    guard let header = archive_entry_new() else { throw WritingFailure(description: "no memory") }
    defer { archive_entry_free(header) }
    describe(entry, in: header)
    try check(archive_write_header(archive, header))
    for _ in 0..<entry.repetitions where !entry.content.isEmpty {
      if let hole = entry.hole {
        let zeros = [UInt8](repeating: 0, count: Int(hole.offset))
        try check(Int32(clamping: archive_write_data(archive, zeros, zeros.count)))
      }
      try check(Int32(clamping: archive_write_data(archive, entry.content, entry.content.count)))
    }
    try check(archive_write_finish_entry(archive))
  }
  try check(archive_write_close(archive))
  return Array(memory[..<used])
}

private func describe(_ entry: WrittenEntry, in header: OpaquePointer) {
  archive_entry_set_pathname(header, entry.name)
  archive_entry_set_perm(header, 0o644)
  archive_entry_set_mtime(header, writtenTime, 0)
  archive_entry_set_atime(header, writtenTime + 1, 0)
  if entry.statesSize {
    archive_entry_set_size(header, Int64(entry.content.count * entry.repetitions))
  }
  switch entry.kind {
  case .file:
    archive_entry_set_filetype(header, 0o100000)
  case .folder:
    archive_entry_set_filetype(header, 0o040000)
  case .symbolicLink(let target):
    archive_entry_set_filetype(header, 0o120000)
    archive_entry_set_symlink(header, target)
  case .hardLink(let target):
    archive_entry_set_filetype(header, 0o100000)
    archive_entry_set_hardlink(header, target)
  case .pipe:
    archive_entry_set_filetype(header, 0o010000)
  }
  if let hole = entry.hole {
    archive_entry_set_size(header, hole.size)
    archive_entry_sparse_add_entry(header, hole.offset, Int64(entry.content.count))
  }
}
