import Documents
import JSON
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

  /// Writes the fields by which metadata name the file that something was read from.
  ///
  /// What was read from an attachment has that one's name, and the file that it came with beside it.
  func write(_ attachment: Element.Attachment?, to line: inout JSONText) {
    guard let attachment, let own = attachment.path.last else {
      line.member("filename", name)
      if !folder.isEmpty { line.member("file_directory", folder) }
      line.member("filetype", mediaType)
      return
    }
    line.member("filename", own)
    if !folder.isEmpty { line.member("file_directory", folder) }
    line.member("filetype", attachment.mediaType ?? FilePlace(own).mediaType)
    line.member("attached_to_filename", name)
    if attachment.path.count > 1 { line.member("attachment_path", attachment.path) }
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
