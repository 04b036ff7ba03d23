import Documents
import Extraction
import JSON
import SystemIO
import Testing

/// The documents beside the repository, which are there on some machines only.
enum SharedCorpus {
  static let folder: String = {
    let steps = #filePath.split(separator: "/").dropLast(4)
    return "/" + steps.dropLast().joined(separator: "/") + "/shared/corpus"
  }()

  static func read(_ name: String) throws -> [UInt8] {
    try readFile(folder + "/" + name, limit: 1 << 30).bytes
  }

  /// The entries of the list of Word files; none where there is no list.
  static let wordFiles: [JSON] = {
    guard let bytes = try? read("MANIFEST.json"),
      let list = try? JSONParser.value(bytes, file: "MANIFEST.json")
    else { return [] }
    return (list["files"]?.elements ?? []).filter { entry in
      entry["name"]?.string?.hasPrefix("docx/") ?? false
    }
  }()
}

@Suite(.enabled(if: !SharedCorpus.wordFiles.isEmpty, "the shared corpus is not here"))
struct `Word files of the corpus` {
  @Test(arguments: SharedCorpus.wordFiles)
  func `come to what is expected of them`(entry: JSON) throws {
    let name = try #require(entry["name"]?.string)
    let expected = try #require(entry["outcome"]?.string).split(separator: "|")
    let bytes = try SharedCorpus.read(name)
    var outcome = "parses"
    var text = ""
    do throws(ExtractionError) {
      let document = try extractWord(bytes, options: ExtractionOptions())
      text = document.elements.map(\.text).joined(separator: "\n")
      #expect(document.ledger.isClosed, "\(name): \(document.ledger)")
    } catch {
      switch error {
      case .damaged: outcome = "error:corrupt"
      case .locked: outcome = "error:encrypted"
      case .tooLarge: outcome = "error:too-large"
      case .unsupported, .binary, .encoding, .unknownEncoding, .pdf, .noTextLayer, .unmappedText:
        outcome = "error:unsupported"
      }
    }
    if expected.contains("parses-empty") { return #expect(outcome == "parses", "\(name)") }
    if !expected.contains("either") {
      #expect(expected.contains { $0 == outcome }, "\(name): \(outcome)")
    }
    for phrase in entry["must_not_contain"]?.elements ?? [] {
      #expect(!text.contains(try #require(phrase.string)), "\(name)")
    }
  }
}
