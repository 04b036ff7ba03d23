import Ledger
import LibArchive
package import Pipeline
import SystemIO

/// Takes the files inside a zip or tar archive, without unpacking it to disk.
package struct ArchiveSource: SourceStage {
  package static let kind = "archive"
  package static let summary = "Takes the files inside a zip or tar archive as documents."

  package static let settings: [Setting<ArchiveSource>] = [
    Setting(
      "path",
      \.path,
      "The archive.",
      role: .input,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting(
      "match",
      \.match,
      "Patterns of the entries to take, by their names inside.",
      role: .input
    ),
    Setting("ignore", \.ignore, "Patterns of entries to pass over.", role: .input),
    Setting(
      "hidden",
      \.hidden,
      "Whether to take entries whose names begin with a dot.",
      role: .input
    ),
    Setting("max_size", \.maxSize, "The largest entry to read; a larger one fails.", role: .input),
    Setting("max_total", \.maxTotal, "The most bytes to read from the archive.", role: .input),
    Setting(
      "max_entries",
      \.maxEntries,
      "The most entries to look at.",
      role: .input,
      range: 1...1e9
    ),
    Setting(
      "max_ratio",
      \.maxRatio,
      "How many bytes may come out of one packed byte.",
      role: .input,
      range: 1...1e6
    ),
  ]

  package var path = ""
  package var match = FileRules.everything
  package var ignore = FileRules.unfinished
  package var hidden = false
  package var maxSize = ByteSize(bytes: 256_000_000)
  package var maxTotal = ByteSize(bytes: 10_000_000_000)
  package var maxEntries = 1_000_000
  package var maxRatio = 200.0

  package init() {}

  private var limits: ArchiveLimits {
    ArchiveLimits(
      entries: maxEntries,
      entryBytes: maxSize.bytes,
      totalBytes: maxTotal.bytes,
      ratio: maxRatio
    )
  }

  /// What messages and failures call the archive, wherever it lies.
  private var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  package func list(_ context: SourceContext) async throws(SourceError) -> SourceListing {
    var contents = ArchiveContents(limit: maxTotal, largest: maxSize, name: name)
    do throws(ArchiveError) {
      let status = try fileStatus()
      var reader = try ArchiveReader(path: path, name: name, limits: limits)
      while true {
        do throws(ArchiveError) {
          guard let entry = try reader.next() else { break }
          list(entry, of: status, into: &contents)
        } catch {
          contents.note(error)
          if error.endsArchive { break }
        }
      }
    } catch {
      throw sourceError(error)
    }
    return contents.listing()
  }

  private func fileStatus() throws(ArchiveError) -> FileStatus {
    do throws(SystemError) {
      return try FileStatus(path: path)
    } catch {
      throw .unreadable(.system(error))
    }
  }

  private func list(
    _ entry: ArchiveEntry,
    of archive: FileStatus,
    into contents: inout ArchiveContents
  ) {
    let rules = FileRules(match: match, ignore: ignore, hidden: hidden)
    guard entry.kind != .folder else { return }
    if let problem = entry.unsafeName {
      contents.note(.unsafeName(archive: name, entry: entry.name, problem: problem))
      return
    }
    let path = normalized(entry.name)
    guard rules.takes(path) else { return }
    guard entry.kind == .file else {
      contents.ignore(path, entry.kind.rawValue)
      return
    }
    contents.take(
      SourceEntry(
        path: path,
        stamp: FileStamp(
          size: entry.size ?? 0,
          modified: archive.modified,
          changed: archive.changed,
          inode: UInt64(entry.number)
        )
      )
    )
  }

  private func sourceError(_ error: ArchiveError) -> SourceError {
    guard case .unreadable(.system(let cause)) = error else {
      return SourceError(.invalid, error.description)
    }
    if cause.isMissing { return SourceError(.missing, "the archive '\(path)' does not exist") }
    return SourceError(cause.isPermission ? .permission : .input, cause.description)
  }

  package func deliver(
    _ wanted: [SourceEntry],
    _ context: SourceContext,
    to inlet: SourceInlet
  ) async {
    guard !wanted.isEmpty else { return }
    // The archive may have been replaced since it was listed: the number alone would not do.
    var missing = Dictionary(
      wanted.map { (Place(number: $0.stamp.inode, path: Array($0.path.utf8)), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var limits = limits
    var trouble: ArchiveError?
    do throws(ArchiveError) {
      // An entry that may not be read any further ends the reader; those after it are none the worse
      // for that, and the next reader passes the bad one over. Each round settles one at least, and
      // what came out of the bad ones counts as well: their sizes may be lies.
      var left = Int.max
      while !missing.isEmpty, missing.count < left, limits.totalBytes > 0 {
        left = missing.count
        try await deliver(&missing, &limits, to: inlet)
      }
    } catch {
      trouble = error
    }
    for entry in missing.values.sorted(by: { precedes($0.path, $1.path) }) {
      await inlet.offer(entry, .failure(failure(entry, trouble, limits)))
    }
  }

  /// Why an entry was never come to.
  private func failure(
    _ entry: SourceEntry,
    _ trouble: ArchiveError?,
    _ rest: ArchiveLimits
  ) -> StageFailure {
    if let trouble { return StageFailure("archive", trouble.description) }
    guard rest.totalBytes <= 0 else {
      return StageFailure("archive", "'\(name)' changed while it was read", isTemporary: true)
    }
    let error = ArchiveError.totalTooLarge(
      archive: name,
      entry: entry.path,
      limit: maxTotal.bytes
    )
    return StageFailure("too-large", error.description)
  }

  /// Reads the archive once, as far as it can be read, and hands over what is missing.
  ///
  /// What that takes is taken off the limit of all that may be read.
  private func deliver(
    _ missing: inout [Place: SourceEntry],
    _ limits: inout ArchiveLimits,
    to inlet: SourceInlet
  ) async throws(ArchiveError) {
    var reader = try ArchiveReader(path: path, name: name, limits: limits)
    defer { limits.totalBytes -= reader.deliveredBytes }
    while !missing.isEmpty, !reader.hasEnded {
      do throws(ArchiveError) {
        guard let found = try reader.next() else { break }
        let place = Place(number: UInt64(found.number), path: Array(normalized(found.name).utf8))
        guard let entry = missing[place] else { continue }
        guard let content = content(of: found, &reader) else {
          limits.totalBytes = 0
          return
        }
        missing[place] = nil
        await inlet.offer(entry, content)
      } catch {
        if error.endsArchive { throw error }
      }
    }
  }

  /// Where an entry stands, and what it is called.
  private struct Place: Hashable {
    var number: UInt64
    var path: [UInt8]
  }

  /// The content of an entry; nil where that would be more than may be read of the archive.
  private func content(of entry: ArchiveEntry, _ reader: inout ArchiveReader) -> SourceContent? {
    do throws(ArchiveError) {
      return .bytes(try reader.read())
    } catch {
      if case .totalTooLarge = error { return nil }
      let reason =
        switch error {
        case .entryTooLarge: "too-large"
        case .ratioTooHigh: "bomb"
        case .encrypted: "locked"
        default: "archive"
        }
      return .failure(StageFailure(reason, error.description))
    }
  }
}
