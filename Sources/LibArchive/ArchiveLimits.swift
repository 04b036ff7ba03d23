/// How much an archive may hold before reading it is refused.
package struct ArchiveLimits: Hashable, Sendable {
  package var entries: Int
  /// The most bytes that one entry may have.
  package var entryBytes: Int64
  /// The most bytes that may be read out of the whole archive.
  package var totalBytes: Int64
  /// How many bytes may come out for each byte of the archive, once as many as the floor have.
  package var ratio: Double
  /// How many bytes come out before the ratio is looked at: small things may well shrink a lot.
  package var ratioFloor: Int64

  package init(
    entries: Int,
    entryBytes: Int64,
    totalBytes: Int64,
    ratio: Double,
    ratioFloor: Int64 = 10 << 20
  ) {
    self.ratioFloor = ratioFloor
    self.entries = entries
    self.entryBytes = entryBytes
    self.totalBytes = totalBytes
    self.ratio = ratio
  }

  /// Whether so many bytes out of so many compressed ones are not to be believed.
  func isExcessive(_ produced: Int64, from consumed: Int64) -> Bool {
    produced > ratioFloor && Double(produced) > ratio * Double(max(1, consumed))
  }
}
