/// How a walk treats symbolic links.
package enum SymlinkPolicy: String, Hashable, Sendable, CaseIterable {
  /// A link is told of as a link and never followed.
  case skip
  /// A link is followed when what it leads to lies below the walk's root.
  case inside
  /// A link is followed wherever it leads.
  case follow
}

/// What a walk over a folder does.
package struct WalkOptions: Hashable, Sendable {
  package var symlinks: SymlinkPolicy

  package init(symlinks: SymlinkPolicy = .skip) {
    self.symlinks = symlinks
  }
}
