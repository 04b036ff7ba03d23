import Pipeline

/// A path taken apart as metadata names its parts.
struct FilePlace {
  var name: String
  var folder: String
  var mediaType: String

  init(_ path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    folder = slash.map { String(path[..<$0]) } ?? ""
    mediaType = Self.mediaTypes[FileContent.hint(forPath: path)] ?? "text/plain"
  }

  /// The media types of the formats that are read, by the suffix of a name; any other suffix is that of a text.
  private static let mediaTypes: [String: String] = {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    let groups: [(String, [String])] = [
      ("text/markdown", ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn"]),
      ("text/html", ["html", "htm"]),
      ("application/xhtml+xml", ["xhtml"]),
      ("application/pdf", ["pdf"]),
      ("\(word).document", ["docx"]),
      ("application/vnd.ms-word.document.macroEnabled.12", ["docm"]),
      ("\(word).template", ["dotx"]),
      ("message/rfc822", ["eml"]),
      ("application/json", ["json"]),
      ("application/x-ndjson", ["jsonl", "ndjson"]),
      ("text/csv", ["csv"]),
      ("text/tab-separated-values", ["tsv"]),
      ("application/xml", ["xml"]),
    ]
    var types: [String: String] = [:]
    for (type, suffixes) in groups { for suffix in suffixes { types[suffix] = type } }
    return types
  }()
}
