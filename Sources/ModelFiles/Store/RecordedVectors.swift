package import Digests
import JSON

/// The vectors of a few texts that a model gave when it was imported, so that it can be seen whether it still does.
package struct RecordedVectors: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package let text: String
    /// Of all bytes of the vector.
    package let digest: Digest
    /// The first numbers, for arithmetic that differs in the last bits.
    package let numbers: [Float]

    package init(text: String, digest: Digest, numbers: [Float]) {
      self.text = text
      self.digest = digest
      self.numbers = numbers
    }
  }

  /// The name of the arithmetic; of one name the bytes are the same.
  package let arithmetic: String
  package let entries: [Entry]

  package init(arithmetic: String, entries: [Entry]) {
    self.arithmetic = arithmetic
    self.entries = entries
  }

  var json: JSON {
    [
      "arithmetic": JSON(arithmetic),
      "texts": JSON(
        entries.map { entry in
          [
            "text": JSON(entry.text), "sha256": JSON("\(entry.digest)"),
            "numbers": JSON(entry.numbers.map { JSON(Double("\($0)") ?? 0) }),
          ]
        }
      ),
    ]
  }

  init(_ json: JSON, _ file: ConfigurationFile) throws(ModelError) {
    guard let arithmetic = json["arithmetic"]?.string, let texts = json["texts"]?.elements else {
      throw file.damage("'vectors' has no 'arithmetic' and 'texts'", at: json)
    }
    self.arithmetic = arithmetic
    var entries: [Entry] = []
    for entry in texts {
      guard let text = entry["text"]?.string, let numbers = entry["numbers"]?.elements,
        let digest = entry["sha256"]?.string.flatMap({ Digest(hexadecimal: $0) })
      else { throw file.damage("a text has no 'text', 'sha256' and 'numbers'", at: entry) }
      let values = numbers.compactMap { json -> Float? in
        if case .number(let number) = json.value { Float(number.double) } else { nil }
      }
      entries.append(Entry(text: text, digest: digest, numbers: values))
    }
    self.entries = entries
  }
}
