/// One thing that a walk over a folder meets.
package enum WalkEvent: Hashable, Sendable {
  case entry(WalkEntry)
  case problem(WalkProblem)
}

/// A file, a folder or anything else that a walk meets.
package struct WalkEntry: Hashable, Sendable {
  /// The path from the walk's root, with `/` between its parts and none at its ends.
  package let path: String
  /// The status of the file; of what the link leads to where a link was followed.
  package let status: FileStatus
  /// Whether the last part of the path is a symbolic link.
  package let wasSymlink: Bool

  package init(path: String, status: FileStatus, wasSymlink: Bool) {
    self.path = path
    self.status = status
    self.wasSymlink = wasSymlink
  }
}

/// Something that a walk could not tell of as an entry; the walk goes on after it.
package struct WalkProblem: Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    /// The system refused to examine the file or to read the folder.
    case unreadable(SystemError)
    /// The folder holds itself: a link leads back to a folder that the walk is inside of.
    case loop
    /// The link leads to nothing.
    case dangling
    /// The link leads out of the walk's root, which the policy forbids.
    case outside
    /// The name is not valid UTF-8; the path shows the odd bytes as `\xE9`.
    case invalidName
  }

  /// The path from the walk's root in a printable form.
  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package var description: String {
    switch reason {
    case .unreadable(let error): error.description
    case .loop: "cannot enter '\(path)': it leads back to a folder that it lies in"
    case .dangling: "cannot follow '\(path)': the link leads to nothing"
    case .outside: "will not follow '\(path)': the link leads out of the folder being walked"
    case .invalidName: "cannot use '\(path)': its name is not valid UTF-8"
    }
  }
}
