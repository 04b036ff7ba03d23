import Documents
import Extraction
import Testing

extension Element {
  /// The element in one short line, for tables of expectations.
  var outline: String {
    let name =
      switch kind {
      case .title: "Title"
      case .narrativeText: "Prose"
      case .uncategorizedText: "Text"
      case .listItem: "Item"
      default: kind.rawValue
      }
    return name + (categoryDepth.map { "\($0)" } ?? "") + ": " + text
  }
}

/// Reads a known text; a failure is recorded.
func elements(_ source: String, _ format: DocumentFormat) -> [Element] {
  document(source, format).elements
}

func document(
  _ source: String,
  _ format: DocumentFormat,
  options: ExtractionOptions = ExtractionOptions()
) -> ParsedDocument {
  do throws(ExtractionError) {
    return try extract(Array(source.utf8), as: format, options: options)
  } catch {
    Issue.record("it \(error)")
    return ParsedDocument()
  }
}

/// The letters and digits of a text.
func letters(_ text: String) -> String {
  var kept = String.UnicodeScalarView()
  kept.append(
    contentsOf: text.unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  )
  return String(kept)
}

/// The part of a text that an element says it was made from.
func source(of element: Element, in text: String) -> String {
  guard let range = element.sourceRange else { return "" }
  var part = String.UnicodeScalarView()
  part.append(contentsOf: Array(text.unicodeScalars)[range])
  return String(part)
}
