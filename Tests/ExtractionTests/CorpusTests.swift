import Documents
import Extraction
import Foundation
import Testing

/// The documents that lie beside the repository.
enum CorpusFolder {
  static let url: URL? = {
    let shared: URL
    if let path = ProcessInfo.processInfo.environment["STAMPMILL_SHARED"] {
      shared = URL(fileURLWithPath: path)
    } else {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      shared = root.deletingLastPathComponent().appendingPathComponent("shared")
    }
    let folder = shared.appendingPathComponent("corpus/text")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static let names: [String] = {
    guard let url else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }()
}

@Suite struct `Documents of the corpus` {
  @Test(.enabled(if: CorpusFolder.url != nil, "there is no corpus beside the repository"))
  func `have every character accounted for`() throws {
    let folder = try #require(CorpusFolder.url)
    #expect(!CorpusFolder.names.isEmpty)
    for name in CorpusFolder.names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      do throws(ExtractionError) {
        for boilerplate in ExtractionOptions.HTML.Boilerplate.allCases {
          var options = ExtractionOptions()
          options.html.boilerplate = boilerplate
          let ledger = try extract(bytes, fileName: name, options: options).ledger
          #expect(ledger.isClosed, "\(name): \(ledger)")
        }
      } catch {
        switch error {
        case .binary, .unsupported, .damaged, .pdf: continue
        default: Issue.record("\(name) \(error)")
        }
      }
    }
  }
}
