/// The postings that had to leave memory: sorted runs in temporary files, in the order of rows.
struct PostingRuns {
  private struct Run {
    var file: RunFile
    /// Zero for a run from memory, one more than its parts for a merged one.
    var level: Int
  }

  /// How many runs are merged at once, and are left at most.
  static let most = 64

  /// The file beside which the runs are kept.
  let path: String
  private var runs: [Run] = []
  private var created = 0

  init(beside path: String) { self.path = path }

  var isEmpty: Bool { runs.isEmpty }

  /// Adds a run with all terms of a source, of which the rows come after all others.
  mutating func append(_ source: any PostingSource) throws(RunFileError) {
    runs.append(Run(file: try write([source]), level: 0))
    // Only runs of the same level are merged, so that none is written again and again.
    while let level = runs.last?.level, runs.count >= Self.most,
      runs[runs.count - Self.most].level == level
    {
      try mergeLast(Self.most, to: level + 1)
    }
  }

  /// Returns the runs as sources of a merge.
  mutating func sources() throws(RunFileError) -> [any PostingSource] {
    if runs.count > Self.most {
      // The last ones are the shortest.
      try mergeLast(runs.count - Self.most + 1, to: runs[0].level)
    }
    return runs.map { RunSource($0.file) }
  }

  private mutating func mergeLast(_ count: Int, to level: Int) throws(RunFileError) {
    let file = try write(runs.suffix(count).map { RunSource($0.file) })
    runs.removeLast(count)
    runs.append(Run(file: file, level: level))
  }

  private mutating func write(_ sources: [any PostingSource]) throws(RunFileError) -> RunFile {
    let file = try RunFile(beside: path, number: created)
    created += 1
    var writer = RunWriter(to: file)
    try writer.write(PostingMerge(sources))
    return file
  }
}
