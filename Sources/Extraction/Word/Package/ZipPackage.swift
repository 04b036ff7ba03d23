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

  init(_ bytes: [UInt8], _ limits: WordLimits) throws(ExtractionError) {
    // What is left of an archive that was cut off may look whole, so its end must be there.
    guard Self.hasEnd(bytes) else { throw .damaged("it was cut off: its end is missing") }
    self.bytes = bytes
    self.limits = limits
  }

  /// Tells whether the record that ends an archive, a comment behind it or not, is there.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    let length = 22
    guard bytes.count >= length else { return false }
    let last = bytes.count - length
    let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    return stride(from: last, through: max(0, last - 0xFFFF), by: -1).contains { start in
      bytes[start] == signature[0] && bytes[start..<start + 4].elementsEqual(signature)
    }
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
