import Ledger
package import Pipeline
import SystemIO

/// What stands between two names of a list.
package enum NameSeparator: String, SettingChoice {
  case newline, nul
}

/// Takes the files that a list names.
package struct ListSource: SourceStage {
  package static let kind = "list"
  package static let summary = "Takes the files that a list names, one a line or ended by NUL."

  package static let settings: [Setting<ListSource>] = [
    Setting(
      "path",
      \.path,
      "The file with the names; '-' is the standard input.",
      role: .input
    ),
    Setting("separator", \.separator, "What stands between two names.", role: .input),
    Setting("root", \.root, "The folder that names are relative to.", role: .input),
    Setting("max_size", \.maxSize, "The largest file to read; a larger one fails.", role: .input),
  ]

  package var path = "-"
  package var separator = NameSeparator.newline
  package var root = "."
  package var maxSize = ByteSize(bytes: 256_000_000)

  package init() {}

  package var readsStandardInput: Bool { path == "-" }

  package func list(_ context: SourceContext) async throws(SourceError) -> SourceListing {
    let from =
      context.filesFrom ?? FilesFrom(path: path, isNulSeparated: separator == .nul)
    let bytes: [UInt8]
    do throws(ReadFileError) {
      bytes = try Self.read(from.path)
    } catch {
      if case .system(let cause) = error, cause.isMissing {
        throw SourceError(.missing, "the list '\(from.path)' does not exist")
      }
      throw SourceError(.input, error.description)
    }
    var listing = SourceListing()
    var seen: Set<[UInt8]> = []
    let end = from.isNulSeparated ? UInt8(0) : 0x0A
    for (index, line) in bytes.split(separator: end).enumerated() {
      let name = !from.isNulSeparated && line.last == 0x0D ? line.dropLast() : line
      guard !name.isEmpty else { continue }
      guard !name.contains(0) else {
        listing.unreadable.append(
          UnreadablePart(
            path: printableName(name),
            hides: nil,
            failure: StageFailure(
              "name",
              "name \(index + 1) of the list holds a NUL; are the names separated by it ('separator' or --null)?"
            )
          )
        )
        continue
      }
      guard let text = String(validating: name, as: UTF8.self) else {
        listing.unreadable.append(
          UnreadablePart(
            path: printableName(name),
            hides: nil,
            failure: StageFailure("name", "name \(index + 1) of the list is not valid UTF-8")
          )
        )
        continue
      }
      let document = normalized(text)
      guard seen.insert(Array(document.utf8)).inserted else {
        listing.ignored.append(IgnoredEntry(path: document, reason: "listed twice"))
        continue
      }
      take(document, context, into: &listing)
    }
    listing.entries.sort { precedes($0.path, $1.path) }
    return listing
  }

  private static func read(_ path: String) throws(ReadFileError) -> [UInt8] {
    guard path == "-" else { return try readFile(path, limit: 1 << 30).bytes }
    do throws(SystemError) {
      return try readStandardInput()
    } catch {
      throw .system(error)
    }
  }

  private func take(
    _ document: String,
    _ context: SourceContext,
    into listing: inout SourceListing
  ) {
    do throws(SystemError) {
      let status = try FileStatus(path: file(document))
      guard !context.isOutput(status) else {
        listing.ignored.append(IgnoredEntry(path: document, reason: "output of the pipeline"))
        return
      }
      guard status.kind == .regular else {
        listing.unreadable.append(
          UnreadablePart(
            path: document,
            hides: nil,
            failure: StageFailure(
              "not-a-file",
              "'\(document)' is \(status.kind.phrase), not a regular file"
            )
          )
        )
        return
      }
      listing.take(
        SourceEntry(path: document, stamp: FileStamp(status)),
        limit: maxSize
      )
    } catch {
      let reason = error.isMissing ? "missing" : error.isPermission ? "unreadable" : "input-output"
      listing.unreadable.append(
        UnreadablePart(
          path: document,
          hides: nil,
          failure: StageFailure(reason, error.naming(document).description, isTemporary: true)
        )
      )
    }
  }

  private func file(_ document: String) -> String {
    document.hasPrefix("/") || root == "." ? document : "\(root)/\(document)"
  }

  package func deliver(
    _ wanted: [SourceEntry],
    _ context: SourceContext,
    to inlet: SourceInlet
  ) async {
    for entry in wanted {
      let (file, document, limit) = (file(entry.path), entry.path, maxSize)
      let content = SourceContent.onDemand { () throws(StageFailure) in
        try readDocument(file, as: document, limit: limit)
      }
      await inlet.offer(entry, content)
    }
  }
}
