import Foundation
import JSON

/// A file of the corpus beside the project, with what is expected of it.
struct CorpusEntry: Sendable, CustomStringConvertible {
  var name: String
  /// The outcomes that are right.
  var outcomes: Set<String>
  var phrases: [String]
  var forbidden: [String]
  var once: [String]
  var headings: [(level: Int, text: String)]

  var description: String { name }

  /// The corpus lies beside the project's folder; empty where it does not.
  static let all: [CorpusEntry] = {
    guard let bytes = try? Data(contentsOf: URL(filePath: "../shared/corpus/MANIFEST.json")),
      let manifest = try? JSONParser.value(Array(bytes), file: "MANIFEST.json")
    else { return [] }
    return (manifest["files"]?.elements ?? []).map(CorpusEntry.init)
  }()

  private init(_ json: JSON) {
    func texts(_ name: String) -> [String] {
      (json[name]?.elements ?? []).compactMap(\.string)
    }
    name = json["name"]?.string ?? ""
    outcomes = Set((json["outcome"]?.string ?? "").split(separator: "|").map(String.init))
    phrases = texts("key_phrases")
    forbidden = texts("must_not_contain")
    once = texts("exactly_once")
    headings = (json["headings"]?.elements ?? []).compactMap { pair in
      guard let level = pair.elements?.first?.integer, let text = pair.elements?.last?.string else {
        return nil
      }
      return (level, text)
    }
  }

  func bytes() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "../shared/corpus/\(name)")))
  }

  /// A text as phrases are compared: in one form of Unicode, without any white space.
  static func folded(_ text: String) -> String {
    String(
      text.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
        !$0.properties.isWhitespace && $0.value != 0xAD
      }.map(Character.init)
    )
  }
}
