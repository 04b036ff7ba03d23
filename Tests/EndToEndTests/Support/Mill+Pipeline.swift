extension Mill {
  /// The pipeline of most tests: one folder, one search file, chunks and elements beside it.
  ///
  /// Each part can be replaced, so that a test shows nothing but what it is about.
  static func pipeline(
    name: String = "test",
    limits: String = #"{ "failed": "100%" }"#,
    files: String = #""files": { "use": "folder", "path": "${in}" }"#,
    parse: String = #""parse": { "use": "document", "from": "files" }"#,
    split: String = #""split": { "use": "by_title", "from": "parse", "max_characters": 300 }"#,
    words: String = #""words": { "use": "fts5", "from": "split", "to": "${out}/words.sqlite" }"#,
    lines: String? = #""lines": { "use": "jsonl", "from": "split", "to": "${out}/chunks.jsonl" }"#,
    elements: String? =
      #""elements": { "use": "jsonl", "from": "parse", "to": "${out}/elements.jsonl" }"#
  ) -> String {
    let stages = [files, parse, split, words, lines, elements].compactMap { $0 }
    return """
      {
        "name": "\(name)",
        "params": {
          "in": { "type": "path", "default": "in" }, "out": { "type": "path", "default": "out" }
        },
        "limits": \(limits),
        "stages": {
          \(stages.joined(separator: ",\n    "))
        }
      }

      """
  }
}
