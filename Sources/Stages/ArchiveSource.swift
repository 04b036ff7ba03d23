import Ledger
import LibArchive
package import Pipeline
import SystemIO

/// Takes the files inside a zip or tar archive, without unpacking it to disk.
package struct ArchiveSource: SourceStage {
  package static let kind = "archive"
  package static let summary = "Takes the files inside a zip or tar archive as documents."

  package static let settings: [Setting<ArchiveSource>] = [
    Setting("path", \.path, "The archive.", role: .input, isRequired: true),
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

  package func list(_ context: SourceContext) async throws(SourceError) -> SourceListing {
    var listing = SourceListing()
    var latest: [[UInt8]: Int] = [:]
    do throws(ArchiveError) {
      let status = try fileStatus()
      var reader = try ArchiveReader(path: path, limits: limits)
      while true {
        do throws(ArchiveError) {
          guard let entry = try reader.next() else { break }
          list(entry, of: status, &latest, into: &listing)
        } catch {
          note(error, into: &listing)
          if error.endsArchive { break }
        }
      }
    } catch {
      throw sourceError(error)
    }
    let kept = Set(latest.values)
    listing.entries = listing.entries.enumerated().filter { kept.contains($0.offset) }
      .map(\.element).sorted { precedes($0.path, $1.path) }
    return listing
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
    _ latest: inout [[UInt8]: Int],
    into listing: inout SourceListing
  ) {
    let rules = FileRules(match: match, ignore: ignore, hidden: hidden)
    guard entry.kind != .folder else { return }
    if let problem = entry.unsafeName {
      listing.unreadable.append(
        UnreadablePart(
          path: entry.name,
          hides: nil,
          failure: StageFailure(
            "unsafe-name",
            "'\(path)' holds an entry '\(entry.name)' whose name \(problem.phrase)"
          )
        )
      )
      return
    }
    let name = normalized(entry.name)
    guard rules.takes(name) else { return }
    guard entry.kind == .file else {
      listing.ignored.append(IgnoredEntry(path: name, reason: entry.kind.rawValue))
      return
    }
    // An archive may hold a name twice; unpacking would leave the last one.
    if latest[Array(name.utf8)] != nil {
      listing.ignored.append(IgnoredEntry(path: name, reason: "replaced by a later entry"))
    }
    latest[Array(name.utf8)] = listing.entries.count
    listing.entries.append(
      SourceEntry(
        path: name,
        stamp: FileStamp(
          size: entry.size ?? 0,
          modified: archive.modified,
          changed: archive.changed,
          inode: UInt64(entry.number)
        )
      )
    )
  }

  /// What lies beyond a broken place is unknown, so what was known of the archive is kept.
  private func note(_ error: ArchiveError, into listing: inout SourceListing) {
    listing.unreadable.append(
      UnreadablePart(
        path: path,
        hides: error.endsArchive ? "" : nil,
        failure: StageFailure("archive", error.description)
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
    let byNumber = Dictionary(
      wanted.map { ($0.stamp.inode, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var missing = Set(byNumber.keys)
    var trouble: ArchiveError?
    do throws(ArchiveError) {
      var reader = try ArchiveReader(path: path, limits: limits)
      while !missing.isEmpty {
        do throws(ArchiveError) {
          guard let found = try reader.next() else { break }
          guard let entry = byNumber[UInt64(found.number)] else { continue }
          missing.remove(entry.stamp.inode)
          await inlet.offer(entry, content(of: found, &reader))
        } catch {
          if error.endsArchive { throw error }
        }
      }
    } catch {
      trouble = error
    }
    for number in missing.sorted() {
      guard let entry = byNumber[number] else { continue }
      let detail = trouble?.description ?? "'\(path)' changed while it was read"
      await inlet.offer(
        entry,
        .failure(StageFailure("archive", detail, isTemporary: trouble == nil))
      )
    }
  }

  private func content(of entry: ArchiveEntry, _ reader: inout ArchiveReader) -> SourceContent {
    do throws(ArchiveError) {
      return .bytes(try reader.read())
    } catch {
      let reason =
        switch error {
        case .entryTooLarge, .totalTooLarge: "too-large"
        case .ratioTooHigh: "bomb"
        case .encrypted: "locked"
        default: "archive"
        }
      return .failure(StageFailure(reason, error.description))
    }
  }
}
