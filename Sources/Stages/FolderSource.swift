import Ledger
package import Pipeline
import SystemIO

/// How a folder source treats symbolic links.
package enum LinkPolicy: String, SettingChoice {
  case skip, inside, follow

  var walking: SymlinkPolicy {
    switch self {
    case .skip: .skip
    case .inside: .inside
    case .follow: .follow
    }
  }
}

/// Lists the files below a folder.
package struct FolderSource: SourceStage {
  package static let kind = "folder"
  package static let summary = "Takes the files below a folder as documents."

  package static let settings: [Setting<FolderSource>] = [
    Setting(
      "path",
      \.path,
      "The folder.",
      role: .input,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting(
      "match",
      \.match,
      "Patterns of the files to take, relative to the folder.",
      role: .input
    ),
    Setting("ignore", \.ignore, "Patterns of files and folders to pass over.", role: .input),
    Setting(
      "hidden",
      \.hidden,
      "Whether to take files and folders whose names begin with a dot.",
      role: .input
    ),
    Setting(
      "symlinks",
      \.symlinks,
      "Follow symbolic links: never (skip), while they stay below the folder (inside), always (follow).",
      role: .input
    ),
    Setting("max_size", \.maxSize, "The largest file to read; a larger one fails.", role: .input),
  ]

  package var path = ""
  package var match = FileRules.everything
  package var ignore = FileRules.unfinished
  package var hidden = false
  package var symlinks = LinkPolicy.inside
  package var maxSize = ByteSize(bytes: 256_000_000)

  package init() {}

  package func list(_ context: SourceContext) async throws(SourceError) -> SourceListing {
    var listing = SourceListing()
    let rules = FileRules(match: match, ignore: ignore, hidden: hidden)
    do throws(SystemError) {
      var walker = try FolderWalker(root: path, options: WalkOptions(symlinks: symlinks.walking))
      while let event = walker.next(entering: { folder in
        rules.enters(folder) && !SourceContext.isState(folder)
      }) {
        switch event {
        case .entry(let entry):
          take(
            entry,
            rules,
            into: &listing,
            isOutput: context.isOutput(entry.status)
          )
        case .problem(let problem): note(problem, into: &listing)
        }
      }
    } catch {
      throw SourceError(
        error.isMissing ? .missing : error.isPermission ? .permission : .input,
        error.isMissing
          ? "the folder '\(path)' does not exist" : error.description
      )
    }
    listing.entries.sort { precedes($0.path, $1.path) }
    return listing
  }

  private func take(
    _ entry: WalkEntry,
    _ rules: FileRules,
    into listing: inout SourceListing,
    isOutput: Bool
  ) {
    switch entry.status.kind {
    case .directory: break
    case .regular:
      guard !isOutput, rules.takes(entry.path) else { return }
      listing.take(
        SourceEntry(path: entry.path, stamp: FileStamp(entry.status)),
        limit: maxSize
      )
    case .symlink:
      if rules.takes(entry.path) {
        listing.ignored.append(IgnoredEntry(path: entry.path, reason: "symbolic link"))
      }
    default:
      if rules.takes(entry.path) {
        listing.ignored.append(
          IgnoredEntry(path: entry.path, reason: entry.status.kind.rawValue)
        )
      }
    }
  }

  private func note(_ problem: WalkProblem, into listing: inout SourceListing) {
    switch problem.reason {
    case .unreadable(let error):
      listing.unreadable.append(
        UnreadablePart(
          path: problem.path,
          hides: problem.path,
          failure: StageFailure(
            "unreadable",
            error.naming(problem.path).description,
            isTemporary: true
          )
        )
      )
    case .invalidName:
      listing.unreadable.append(
        UnreadablePart(
          path: problem.path,
          hides: nil,
          failure: StageFailure("name", problem.description)
        )
      )
    case .loop: listing.ignored.append(IgnoredEntry(path: problem.path, reason: "link loop"))
    case .dangling:
      listing.ignored.append(IgnoredEntry(path: problem.path, reason: "dangling link"))
    case .outside:
      listing.ignored.append(IgnoredEntry(path: problem.path, reason: "link out of the folder"))
    }
  }

  package func deliver(
    _ wanted: [SourceEntry],
    _ context: SourceContext,
    to inlet: SourceInlet
  ) async {
    for entry in wanted {
      let file = path.hasSuffix("/") ? path + entry.path : "\(path)/\(entry.path)"
      let (document, limit) = (entry.path, maxSize)
      let content = SourceContent.onDemand { () throws(StageFailure) in
        try readDocument(file, as: document, limit: limit)
      }
      await inlet.offer(entry, content)
    }
  }
}
