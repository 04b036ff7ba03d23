import Glibc
import LibArchive

extension ArchiveLimits {
  /// Limits that no honest test archive comes near.
  static let wide = ArchiveLimits(
    entries: 1_000,
    entryBytes: 100 << 20,
    totalBytes: 200 << 20,
    ratio: 100
  )
}

/// What became of one entry, or of the archive.
enum Outcome: Equatable {
  case content(String, [UInt8])
  case refused(ArchiveError)
}

/// Reads everything that can be read.
func readAll(_ reader: consuming ArchiveReader) -> [Outcome] {
  var outcomes: [Outcome] = []
  // More rounds than any test archive has entries, so that a reader stuck in place shows.
  for _ in 0..<2_000 {
    // What an earlier call left here must not be taken for this one's.
    errno = ENOMEM
    do throws(ArchiveError) {
      guard let entry = try reader.next() else { return outcomes }
      outcomes.append(.content(entry.name, try reader.read()))
    } catch {
      outcomes.append(.refused(error))
    }
  }
  return outcomes
}

func readAll(_ bytes: [UInt8], limits: ArchiveLimits = .wide) -> [Outcome] {
  do throws(ArchiveError) {
    return readAll(try ArchiveReader(bytes: bytes, name: "a", limits: limits))
  } catch {
    return [.refused(error)]
  }
}

/// All entries, without their content.
func list(_ bytes: [UInt8], limits: ArchiveLimits = .wide) throws -> [ArchiveEntry] {
  var reader = try ArchiveReader(bytes: bytes, name: "a", limits: limits)
  var entries: [ArchiveEntry] = []
  while let entry = try reader.next() { entries.append(entry) }
  return entries
}
