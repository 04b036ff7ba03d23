/// The namespaces of Office files; the transitional and the strict form mean the same.
enum OfficeNamespaces {
  static let prefixes: [String: String] = {
    var prefixes = fixed
    for (path, prefix) in twofold {
      prefixes["http://schemas.openxmlformats.org/" + path.transitional] = prefix
      prefixes["http://purl.oclc.org/ooxml/" + path.strict] = prefix
    }
    return prefixes
  }()

  private static let twofold: [(path: (transitional: String, strict: String), prefix: String)] = [
    (("wordprocessingml/2006/main", "wordprocessingml/main"), "w"),
    (("officeDocument/2006/relationships", "officeDocument/relationships"), "r"),
    (("officeDocument/2006/math", "officeDocument/math"), "m"),
    (
      ("drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing"), "wp"
    ),
    (("drawingml/2006/main", "drawingml/main"), "a"),
    (("drawingml/2006/chart", "drawingml/chart"), "c"),
    (("drawingml/2006/diagram", "drawingml/diagram"), "dgm"),
    (("officeDocument/2006/extended-properties", "officeDocument/extendedProperties"), "ep"),
  ]

  private static let fixed = [
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.microsoft.com/office/2006/xmlPackage": "pkg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
  ]
}
