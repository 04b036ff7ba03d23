import LibArchive
import LibXML

/// The parts of an Office file that is a zip archive.
///
/// The archive is gone over anew for each reading, and the parts are expanded while they are
/// read, so that no part lies in memory as a whole.
final class ZipPackage: OfficePackage {
  private(set) var remarks: [String] = []
  private let bytes: [UInt8]
  private let limits: WordLimits

  init(_ bytes: [UInt8], _ limits: WordLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  func addTypes(to types: ContentTypes) {}

  func read(main: String?, _ use: (String) -> PartUse?) throws(ExtractionError) {
    let entries = try ZipEntries(bytes, limits.archive)
    var seen: Set<String> = []
    while let name = try entries.nextName() {
      // Of two members with one name the first counts.
      guard seen.insert(name).inserted, let use = use(name) else { continue }
      try read(name, use, entries, isMain: name == main)
    }
  }

  private func read(
    _ name: String,
    _ use: PartUse,
    _ entries: ZipEntries,
    isMain: Bool
  ) throws(ExtractionError) {
    switch use {
    case .elements(let handler):
      var failure: XMLError?
      do throws(XMLError) {
        try parseXML(
          name,
          from: entries,
          with: OfficeName.vocabulary,
          limits: limits.xml,
          into: handler
        )
      } catch {
        failure = error
      }
      // What is wrong with the archive explains what is wrong with the part.
      try entries.finish()
      guard let failure else { return }
      guard isMain else {
        remarks.append("is read without a part: that \(failure)")
        return
      }
      throw ExtractionError(failure)
    case .bytes(let whole):
      var bytes: [UInt8] = []
      while let block = entries.next() {
        bytes += block
        guard bytes.count <= limits.wholePartBytes else {
          throw .tooLarge("\(name) has more than \(limits.wholePartBytes) bytes")
        }
      }
      try entries.finish()
      whole.bytes = bytes
    case .digest(let digest):
      while let block = entries.next() { digest.update(block) }
      try entries.finish()
      digest.finish()
    }
  }
}
