package import Documents
package enum DocumentFormat {
  case markdown, text
  package static let headSize = 4096
  package static func detect(head: Span<UInt8>, fileName: String) throws(ExtractionError)
    -> DocumentFormat
  { .text }
}
package enum ExtractionError: Error, CustomStringConvertible {
  case encoding, binary, unsupported
  package var description: String { "bad" }
}
package struct DecodedText {
  let s: String
  package init(decoding bytes: consuming [UInt8]) throws(ExtractionError) {
    guard let t = String(validating: bytes, as: UTF8.self) else { throw .encoding }; s = t
  }
}
package func extract(_ text: DecodedText, as f: DocumentFormat) -> [Element] {
  text.s.split(separator: "\n\n").map {
    $0.hasPrefix("#")
      ? Element(.title, String($0.drop { $0 == "#" || $0 == " " }), depth: 0)
      : Element(.narrativeText, String($0))
  }
}
