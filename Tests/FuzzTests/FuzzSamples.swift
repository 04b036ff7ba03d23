import Pipeline
import SystemIO

/// A sound document to break.
struct FuzzSample: Sendable {
  var name: String
  var hint: String
  var bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    hint = FileContent.hint(forPath: name)
  }
}

/// The documents that are broken: small ones of our own, and a corpus where there is one.
enum FuzzSamples {
  static func all() throws -> [FuzzSample] {
    own + (try corpus())
  }

  private static let own: [FuzzSample] = {
    let markdown = """
      ---
      title: Rain
      ---
      # Rain *gauges*

      A [tipping](https://example.org "bucket") bucket `code` **bold ~~struck~~**.

      > - one
      >   1. two
      >      ```swift
      >      let x = 1
      >      ```

      | a | b |
      | - | :-: |
      | 1 | <b>2</b> |

      - [x] done[^1]

      [^1]: A note. &amp; &#x1F327; <div>html</div>
      """
    let mail = """
      From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Rain_=C3=A4?=\r
      MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r
      --b\r\nContent-Type: text/plain; charset=iso-8859-1\r
      Content-Transfer-Encoding: quoted-printable\r\n\r\nR=E4in\r
      --b\r\nContent-Type: text/html\r\n\r\n<p>Rain</p>\r\n--b--\r\n
      """
    let page = """
      <!DOCTYPE html><html lang="en"><head><title>Rain</title><meta charset="utf-8"></head><body>
      <nav><a href="/">Home</a></nav><main><h1>Rain</h1><p>It <b>rains</b> &amp; pours.
      <table><tr><th colspan=2>a<td rowspan=3>b</table><ul><li>one<ol><li>two</ol></ul></main></html>
      """
    // A page with a line of text; the offsets of its objects are left to be found.
    let pdf = """
      %PDF-1.4
      1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
      2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
      3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R
        /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
      4 0 obj << /Length 40 >> stream
      BT /F 12 Tf 20 100 Td (It rains today.) Tj ET
      endstream endobj
      trailer << /Root 1 0 R /Size 5 >>
      %%EOF
      """
    let text = "RAIN\n\nIt rains. It pours.\n\n1. one\n2. two\n\n\u{5927}\u{96E8}\u{3002}\n"
    let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    return [
      FuzzSample("own.md", Array(markdown.utf8)), FuzzSample("own.eml", Array(mail.utf8)),
      FuzzSample("own.html", Array(page.utf8)), FuzzSample("own.pdf", Array(pdf.utf8)),
      FuzzSample("own.txt", Array(text.utf8)), FuzzSample("wide.txt", [0xFF, 0xFE] + wide),
      FuzzSample("empty.md", []),
    ]
  }()

  /// The files of the corpus beside the project, if there is one; large ones only cost time.
  private static func corpus() throws -> [FuzzSample] {
    var samples: [FuzzSample] = []
    guard var walker = try? FolderWalker(root: "../shared/corpus", options: WalkOptions()) else {
      print("there is no ../shared/corpus: only samples of our own are broken")
      return []
    }
    while let event = walker.next() {
      guard case .entry(let entry) = event, entry.status.kind == .regular,
        entry.status.size < 300_000,
        let bytes = try? readFile("../shared/corpus/\(entry.path)", limit: 300_000).bytes
      else { continue }
      samples.append(FuzzSample(entry.path, bytes))
    }
    return samples.sorted { precedes($0.name, $1.name) }
  }
}
