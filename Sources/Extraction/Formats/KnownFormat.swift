/// A file format that is told apart, whether it is read or not.
///
/// The list is the only place that knows formats by name, so a new reader adds its case to
/// `DocumentFormat` and names it here.
struct KnownFormat: Sendable {
  var name: String
  /// How it is read; nil when it is not.
  var format: DocumentFormat?
  var fileExtensions: [String] = []
  var signatures: [FormatSignature] = []
  /// Whether a file of it is text, so that its name counts for more than its first bytes.
  var isText = false
  /// Whether files of many formats are files of this one, so that the name may say which.
  var isContainer = false

  /// The formats, each before those that its signature would also fit.
  static let all: [KnownFormat] = texts + documents + archives + media + programs

  private static let texts = [
    KnownFormat(
      name: "Markdown",
      format: .markdown,
      fileExtensions: ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn"],
      isText: true
    ),
    KnownFormat(
      name: "plain text",
      format: .text,
      fileExtensions: ["txt", "text"],
      isText: true
    ),
    KnownFormat(
      name: "CSV",
      format: .delimited,
      fileExtensions: ["csv", "tsv", "tab", "psv"],
      isText: true
    ),
    KnownFormat(
      name: "mail",
      format: .mail,
      fileExtensions: ["eml", "mht", "mhtml", "mbox", "mbx"],
      isText: true
    ),
    KnownFormat(
      name: "HTML",
      format: .html,
      fileExtensions: ["html", "htm", "xhtml", "xht", "shtml"],
      signatures: [
        FormatSignature(caseless: "<!doctype html"), FormatSignature(caseless: "<html"),
      ],
      isText: true
    ),
  ]

  /// Whether a name ends like those of a format that is text.
  static func isText(fileName: String) -> Bool {
    let lowercased = fileName.lowercased()
    return texts.contains { format in
      format.fileExtensions.contains { lowercased.hasSuffix("." + $0) }
    }
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  private static let documents = [
    KnownFormat(
      name: "PDF",
      format: .pdf,
      fileExtensions: ["pdf"],
      signatures: [FormatSignature(caseless: "%PDF-")]
    ),
    KnownFormat(
      name: "DOCX",
      format: .word,
      fileExtensions: ["docx", "docm", "dotx", "dotm"],
      signatures: [
        FormatSignature(zip, with: "word/"),
        FormatSignature(caseless: "<?xml", with: WordContainer.flatMarker),
      ]
    ),
    KnownFormat(name: "XLSX", signatures: [FormatSignature(zip, with: "xl/")]),
    KnownFormat(name: "PPTX", signatures: [FormatSignature(zip, with: "ppt/")]),
    // A package whose first parts do not tell what is in it.
    KnownFormat(
      name: "Office Open XML",
      format: .word,
      signatures: [FormatSignature(zip, with: "[Content_Types].xml")]
    ),
    KnownFormat(name: "EPUB", signatures: [FormatSignature(zip, with: "application/epub+zip")]),
    KnownFormat(
      name: "OpenDocument",
      signatures: [FormatSignature(zip, with: "application/vnd.oasis.opendocument")]
    ),
    KnownFormat(
      name: "old or encrypted Office",
      format: .word,
      signatures: [FormatSignature([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])]
    ),
    KnownFormat(name: "RTF", signatures: [FormatSignature("{\\rtf")]),
    KnownFormat(name: "PostScript", signatures: [FormatSignature("%!PS")]),
    KnownFormat(name: "DjVu", signatures: [FormatSignature("AT&TFORM")]),
  ]

  private static let archives = [
    KnownFormat(
      name: "ZIP",
      signatures: [FormatSignature(zip), FormatSignature([0x50, 0x4B, 0x05, 0x06])],
      isContainer: true
    ),
    KnownFormat(name: "gzip", signatures: [FormatSignature([0x1F, 0x8B, 0x08])]),
    KnownFormat(name: "bzip2", signatures: [FormatSignature("1AY&SY", at: 4)]),
    KnownFormat(name: "xz", signatures: [FormatSignature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])]),
    KnownFormat(name: "Zstandard", signatures: [FormatSignature([0x28, 0xB5, 0x2F, 0xFD])]),
    KnownFormat(
      name: "7-Zip",
      signatures: [FormatSignature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])]
    ),
    KnownFormat(name: "RAR", signatures: [FormatSignature([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07])]),
    KnownFormat(name: "tar", signatures: [FormatSignature("ustar", at: 257)]),
  ]

  private static let media = [
    KnownFormat(name: "PNG", signatures: [FormatSignature([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])]),
    KnownFormat(name: "JPEG", signatures: [FormatSignature([0xFF, 0xD8, 0xFF])]),
    KnownFormat(
      name: "GIF",
      signatures: [FormatSignature("GIF87a"), FormatSignature("GIF89a")]
    ),
    KnownFormat(
      name: "TIFF",
      signatures: [
        FormatSignature([0x49, 0x49, 0x2A, 0x00]), FormatSignature([0x4D, 0x4D, 0x00, 0x2A]),
      ]
    ),
    KnownFormat(name: "WebP", signatures: [FormatSignature("WEBPVP8", at: 8)]),
    KnownFormat(name: "WAVE", signatures: [FormatSignature("WAVEfmt ", at: 8)]),
    KnownFormat(name: "MP4", signatures: [FormatSignature("ftyp", at: 4)]),
    KnownFormat(
      name: "MP3",
      signatures: [
        FormatSignature([0x49, 0x44, 0x33, 0x03]),
        FormatSignature([0x49, 0x44, 0x33, 0x04]),
      ]
    ),
    KnownFormat(name: "Ogg", signatures: [FormatSignature([0x4F, 0x67, 0x67, 0x53, 0x00])]),
  ]

  private static let programs = [
    KnownFormat(name: "ELF", signatures: [FormatSignature([0x7F, 0x45, 0x4C, 0x46])]),
    KnownFormat(name: "Java class", signatures: [FormatSignature([0xCA, 0xFE, 0xBA, 0xBE])]),
    KnownFormat(
      name: "WebAssembly",
      signatures: [FormatSignature([0x00, 0x61, 0x73, 0x6D])]
    ),
    KnownFormat(name: "SQLite", signatures: [FormatSignature("SQLite format 3\u{0}")]),
    KnownFormat(
      name: "NumPy",
      signatures: [FormatSignature([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59])]
    ),
  ]
}
