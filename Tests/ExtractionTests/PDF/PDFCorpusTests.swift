import Documents
import Extraction
import FoundationEssentials
import PDFFixtures
import Testing

/// Every character of a PDF's text layer is in an element or in a drop that says why not.
@Suite struct PDFCorpusTests {
  private static let folder = "../shared/corpus/pdf"

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Those that only a worker's limits can hold.
    let bombs = ["bomb", "laughs", "huge-image"]
    return names.filter { name in !bombs.contains { name.contains($0) } }.sorted()
  }()

  @Test(.enabled(if: !files.isEmpty, "../shared/corpus is not here"), arguments: files)
  func accountsForEachCharacter(name: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)"))
    let document: ParsedDocument
    do throws(ExtractionError) {
      document = try extractPDF(Array(bytes))
    } catch {
      return
    }
    #expect(document.ledger.isClosed, "\(document.ledger)")
  }
}
