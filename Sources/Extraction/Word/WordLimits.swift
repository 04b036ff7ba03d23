package import LibArchive
package import LibXML

/// How much a Word file may hold before reading it is refused.
package struct WordLimits: Sendable, Hashable {
  /// What the package as an archive may hold.
  package var archive = ArchiveLimits(
    entries: 10_000,
    entryBytes: 256 << 20,
    totalBytes: 512 << 20,
    ratio: 100,
    ratioFloor: 32 << 20
  )
  package var xml = XMLLimits()
  /// The most elements that a document may come to.
  package var elements = 1_000_000
  /// How deep tables may be nested and still be tables; deeper ones are text of their cell.
  package var nestedTables = 16
  /// The most bytes of a part that has to be in memory as a whole, such as embedded HTML.
  package var wholePartBytes = 32 << 20

  /// How deep documents within documents are read.
  package var embeddings = 2

  package init() {}
}
