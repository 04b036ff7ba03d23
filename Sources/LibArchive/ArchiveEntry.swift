/// What sort of thing an entry of an archive stands for.
package enum ArchiveEntryKind: String, Hashable, Sendable {
  case file
  case folder
  case symbolicLink
  case hardLink
  /// A device, a pipe or a socket.
  case special
}

/// How the bytes of a name in an archive became text.
package enum ArchiveNameEncoding: String, Hashable, Sendable {
  /// They were UTF-8.
  case utf8
  /// They were not, and a zip archive's names are of the old PC character set by default.
  case codePage437
  /// They were not, and those that are no UTF-8 are shown as `\xE9`.
  case escaped
}

/// One entry of an archive.
package struct ArchiveEntry: Hashable, Sendable {
  /// The place in the archive, from 1; the same name may occur more than once.
  package let number: Int
  /// The name as the archive has it, without `./` before and `/` after it.
  package let name: String
  package let nameEncoding: ArchiveNameEncoding
  /// Why the name must not be used as a path; nil when it may be.
  package let unsafeName: UnsafeName?
  package let kind: ArchiveEntryKind
  /// How many bytes the entry says it has, which need not be true; nil when it does not say.
  package let size: Int64?
  /// When the file was last changed, in nanoseconds since 1970.
  ///
  /// It is nil when the archive does not say, as with zip archives that have the old local time
  /// only: what moment that was depends on where the archive was made.
  package let modified: Int64?
  /// Where a link leads; links are never followed.
  package let linkTarget: String?
  package let isEncrypted: Bool

  /// What errors call the entry.
  var label: String {
    name.isEmpty ? "entry \(number)" : name
  }
}
