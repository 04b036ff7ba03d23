/// A small PDF that is written by hand: objects by number, with a table of where they lie.
package struct PDFDraft {
  /// The bodies of the objects, the first of which has the number 1.
  private var objects: [String] = ["", ""]
  private var pages: [Int] = []
  /// Entries of the catalogue beside the pages.
  package var catalog = ""
  /// Entries of the trailer beside root and size.
  package var trailer = ""
  /// The generations of objects that are not of the first.
  package var generations: [Int: Int] = [:]
  /// Objects that the table calls free, though they are there.
  package var free: Set<Int> = []
  /// The number of the catalogue.
  private static let root = 1
  private static let tree = 2

  package init() {}

  /// Adds an object; gives back its number.
  @discardableResult
  package mutating func add(_ body: String) -> Int {
    objects.append(body)
    return objects.count
  }

  @discardableResult
  package mutating func addStream(_ content: String, _ entries: String = "") -> Int {
    add("<< /Length \(content.utf8.count) \(entries) >>\nstream\n\(content)\nendstream")
  }

  /// The number that the next object will get.
  package var next: Int { objects.count + 1 }

  /// Adds a page of the size 200 by 300 that draws a content with the fonts F1 and F2, plain and bold.
  @discardableResult
  package mutating func addPage(_ content: String, _ entries: String = "", resources: String = "")
    -> Int
  {
    let stream = addStream(content)
    let fonts =
      "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> "
      + "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"
    let page = add(
      "<< /Type /Page /Parent \(Self.tree) 0 R /MediaBox [0 0 200 300] /Contents \(stream) 0 R "
        + "/Resources << /Font << \(fonts) >> \(resources) >> \(entries) >>"
    )
    pages.append(page)
    return page
  }

  /// The number of the object of a page, from 0.
  package func page(_ index: Int) -> Int { pages[index] }

  package var bytes: [UInt8] {
    var all = objects
    all[0] = "<< /Type /Catalog /Pages \(Self.tree) 0 R \(catalog) >>"
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    all[1] = "<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>"
    var bytes = Array("%PDF-1.7\n".utf8)
    var offsets: [Int] = []
    for (index, body) in all.enumerated() {
      offsets.append(bytes.count)
      bytes += Array("\(index + 1) \(generations[index + 1] ?? 0) obj\n\(body)\nendobj\n".utf8)
    }
    let start = bytes.count
    bytes += Array("xref\n0 \(all.count + 1)\n0000000000 65535 f \n".utf8)
    for (index, offset) in offsets.enumerated() {
      let digits = String(offset)
      let state = free.contains(index + 1) ? "f" : "n"
      bytes += Array(
        (String(repeating: "0", count: 10 - digits.count) + digits
          + " 0000\(generations[index + 1] ?? 0) \(state) \n").utf8
      )
    }
    bytes += Array(
      "trailer\n<< /Size \(all.count + 1) /Root \(Self.root) 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
        .utf8
    )
    return bytes
  }
}
