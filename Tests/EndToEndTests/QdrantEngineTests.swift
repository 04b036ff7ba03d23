import Scratch
import SystemIO
import Testing

/// What is written is taken by Qdrant's own engine; `make check-qdrant` holds more of it to more.
@Suite(
  .serialized,
  .enabled(if: QdrantEngine.isThere, "scripts/fetch-qdrant has not installed the engine")
)
struct QdrantEngineTests {
  @Test(arguments: ["hundred", "hybrid", "int8-euclid"])
  func snapshotsAreLoaded(name: String) throws {
    let outcome = try QdrantEngine.check("check_qdrant.py", "\(Mill.program) snapshot pack", name)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("\(name): "))
  }

  @Test func differencesAreApplied() throws {
    let outcome = try QdrantEngine.check("check_qdrant_deltas.py", Mill.program, "both")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("differences"))
  }

  @Test func filtersFindAsMuch() throws {
    let outcome = try QdrantEngine.check("check_qdrant_filters.py", Mill.program)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("filters"))
  }
}

/// The engine as a package of Python's, where `make test` has installed it.
private enum QdrantEngine {
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  private static let python =
    environmentVariable("STAMPMILL_QDRANT_PYTHON") ?? "\(root)/build/qdrant/bin/python"

  static let isThere = {
    guard (try? FileStatus(path: python)) != nil, let folder = try? ScratchFolder() else {
      return false
    }
    let words = ["-c", "import numpy, qdrant_edge"]
    return (try? RunningProgram(python, words, in: folder.path))?.wait().status == 0
  }()

  /// Runs a check that takes a program, a folder and more.
  static func check(_ name: String, _ program: String, _ more: String...) throws -> ProgramOutcome {
    let folder = try ScratchFolder()
    return try RunningProgram(
      python,
      ["\(root)/scripts/check/\(name)", program, folder.path] + more,
      in: folder.path,
      // Where scripts/fetch-model keeps the model that the pipelines of the checks use.
      environment: [
        "STAMPMILL_MODELS": environmentVariable("STAMPMILL_MODELS") ?? "\(root)/build/models/store"
      ]
    ).wait()
  }
}
