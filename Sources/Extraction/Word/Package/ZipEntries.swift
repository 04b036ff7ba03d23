import LibArchive
import LibXML
import SystemIO

/// The members of a zip archive, one after the other, with the content of the current one.
final class ZipEntries: XMLByteSource {
  private var reader: ArchiveReader
  private var failure: ArchiveError?

  init(_ bytes: [UInt8], _ limits: ArchiveLimits) throws(ExtractionError) {
    do throws(ArchiveError) {
      reader = try ArchiveReader(bytes: bytes, name: "the package", limits: limits)
    } catch {
      throw ExtractionError(error)
    }
  }

  /// Moves on to the next file; gives its normalized name.
  func nextName() throws(ExtractionError) -> String? {
    while true {
      do throws(ArchiveError) {
        guard let entry = try reader.next() else { return nil }
        // A name that leads out of the package can be no part's.
        guard entry.kind == .file, entry.unsafeName == nil else { continue }
        return PartName.normalized(entry.name)
      } catch {
        guard !error.endsArchive else { throw ExtractionError(error) }
      }
    }
  }

  func next() -> [UInt8]? {
    guard failure == nil else { return nil }
    do throws(ArchiveError) {
      return try reader.readBlock()
    } catch {
      failure = error
      return nil
    }
  }

  /// Reads the rest of the current file, at whose end its checksum is looked at.
  func finish() throws(ExtractionError) {
    while failure == nil, next() != nil {}
    guard let failure else { return }
    throw ExtractionError(failure)
  }
}

extension ExtractionError {
  /// What is wrong with an archive, said of the document that it is.
  init(_ error: ArchiveError) {
    switch error {
    case .unreadable(let error): self = .damaged(error.description)
    case .unrecognized(_, let message): self = .damaged("it is no zip archive (\(message))")
    case .corrupt(_, let entry?, let message), .damagedEntry(_, let entry, let message):
      self = .damaged("\(entry): \(message)")
    case .corrupt(_, nil, let message): self = .damaged(message)
    case .tooManyEntries(_, let limit): self = .tooLarge("it has more than \(limit) parts")
    case .entryTooLarge(_, let entry, let limit):
      self = .tooLarge("\(entry) has more than \(limit) bytes")
    case .totalTooLarge(_, let entry, let limit):
      self = .tooLarge("the parts up to \(entry) have more than \(limit) bytes")
    case .ratioTooHigh(_, let entry, let limit):
      self = .tooLarge("\(entry) expands to more than \(Int(limit)) times its size")
    case .encrypted(_, let entry): self = .locked("\(entry) is encrypted")
    case .unsafeName(_, let entry, let problem):
      self = .damaged("the name of \(entry) \(problem.phrase)")
    case .notFile(_, let entry, let kind): self = .damaged("\(entry) is a \(kind.rawValue)")
    case .nothingToRead: self = .damaged("there is nothing to read")
    }
  }

  init(_ error: XMLError) {
    switch error {
    case .malformed(let part, let line, let message):
      self = .damaged("\(part), line \(line): \(message)")
    case .documentType(let part):
      self = .damaged("\(part) has a document type declaration, which no such file may have")
    case .limit(let limit, let part, let line):
      self = .tooLarge("\(part), line \(line): \(limit.phrase)")
    case .stopped(let part):
      self = .damaged("\(part) was not read to its end")
    }
  }
}
