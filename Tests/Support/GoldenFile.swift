import SystemIO

/// A text that was looked at once and must stay as it is.
///
/// With `RECORD_GOLDEN=1` in the environment the files are written again, to be read in the diff.
package enum GoldenFile {
  /// What is wrong with a text, or nil when it is as recorded.
  package static func difference(_ text: String, from path: String) throws -> String? {
    if environmentVariable("RECORD_GOLDEN") == "1" {
      var file = try AtomicFile(destination: path)
      try file.append(text)
      let temporary = file.path
      _ = try file.finish()
      try renameFile(temporary, to: path)
    }
    let recorded = String(decoding: try readFile(path, limit: 1 << 24).bytes, as: UTF8.self)
    guard text != recorded else { return nil }
    let (new, old) = (lines(text), lines(recorded))
    let place = zip(new, old).prefix { $0.0 == $0.1 }.count
    let name = path.split(separator: "/").last ?? ""
    return """
      \(name) differs at line \(place + 1); look at it, then run again with RECORD_GOLDEN=1
      recorded: \(place < old.count ? String(old[place]) : "(its end)")
      now:      \(place < new.count ? String(new[place]) : "(its end)")
      """
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The folder of the tests that a source file belongs to.
  package static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return String(file[..<slash])
  }
}
