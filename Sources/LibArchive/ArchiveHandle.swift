import CArchive
import Glibc

/// The one owner of libarchive's state for an archive being read.
struct ArchiveHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Prepares to read zip and tar, the latter compressed in any way that libarchive has built in.
  init?() {
    guard let pointer = archive_read_new() else { return nil }
    self.pointer = pointer
    archive_read_support_format_zip(pointer)
    archive_read_support_format_tar(pointer)
    // Where a library is missing libarchive would start a program to do its work: never that.
    if archive_zlib_version() != nil { archive_read_support_filter_gzip(pointer) }
    if archive_bzlib_version() != nil { archive_read_support_filter_bzip2(pointer) }
    if archive_liblzma_version() != nil { archive_read_support_filter_xz(pointer) }
    if archive_libzstd_version() != nil { archive_read_support_filter_zstd(pointer) }
  }

  deinit {
    archive_read_free(pointer)
  }

  /// What libarchive has to say about its last failure.
  var message: String {
    archive_error_string(pointer).map { String(cString: $0) } ?? "libarchive gives no reason"
  }

  /// How far into the file reading has come.
  var position: Int64 {
    archive_filter_bytes(pointer, -1)
  }

  /// Whether the archive is compressed as a whole, so that skipping means to expand.
  var isCompressed: Bool {
    archive_filter_count(pointer) > 1
  }

  var isZip: Bool {
    archive_format(pointer) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP
  }

  var isRecognized: Bool {
    archive_format(pointer) != 0
  }

  /// Describes an entry whose header libarchive has just read.
  func describe(_ entry: OpaquePointer, number: Int) -> ArchiveEntry {
    let raw = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
    let name = ArchiveName(raw.map(bytes), inZip: isZip)
    let link = archive_entry_hardlink(entry) ?? archive_entry_symlink(entry)
    return ArchiveEntry(
      number: number,
      name: name.text,
      nameEncoding: name.encoding,
      unsafeName: name.unsafeName,
      kind: kind(entry),
      size: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil,
      modified: modified(entry),
      linkTarget: link.map { ArchiveName(bytes($0), inZip: isZip).text },
      isEncrypted: archive_entry_is_encrypted(entry) != 0
    )
  }

  private func kind(_ entry: OpaquePointer) -> ArchiveEntryKind {
    if archive_entry_hardlink(entry) != nil { return .hardLink }
    switch UInt32(archive_entry_filetype(entry)) & 0o170000 {
    case 0o100000, 0: return .file
    case 0o040000: return .folder
    case 0o120000: return .symbolicLink
    default: return .special
    }
  }

  private func modified(_ entry: OpaquePointer) -> Int64? {
    guard archive_entry_mtime_is_set(entry) != 0 else { return nil }
    // A zip entry with an exact time has the time of last access as well. Without one libarchive
    // takes the old local time to be of this machine's zone, which would be a guess.
    if isZip, archive_entry_atime(entry) == 0 { return nil }
    let seconds = Int64(archive_entry_mtime(entry))
    let (whole, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooLong) = whole.addingReportingOverflow(Int64(archive_entry_mtime_nsec(entry)))
    return isTooFar || isTooLong ? nil : sum
  }
}

private func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
  UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(truncatingIfNeeded:))
}
