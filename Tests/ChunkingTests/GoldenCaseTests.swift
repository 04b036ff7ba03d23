import Chunking
import Documents
import Foundation
import Testing

/// The results of the program whose users these are, for text elements.
///
/// Runs with tables, token counts or settings that are not ours are passed over, visibly.
@Suite struct `Golden chunk cases` {
  private static let skippedOptions: Set<String> = [
    "max_tokens", "new_after_n_tokens", "tokenizer", "text_splitting_separators", "isolate_table",
    "repeat_table_headers", "skip_table_chunking",
  ]

  private typealias Object = [String: Any]

  private static func folder() -> URL? {
    let shared: URL
    if let path = ProcessInfo.processInfo.environment["STAMPMILL_SHARED"] {
      shared = URL(fileURLWithPath: path)
    } else {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      shared = root.deletingLastPathComponent().appendingPathComponent("shared")
    }
    let folder = shared.appendingPathComponent("golden/chunk-by-title")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  private static func element(_ object: Object) -> Element? {
    guard let type = object["type"] as? String, let kind = ElementKind(rawValue: type),
      let text = object["text"] as? String
    else { return nil }
    let metadata = object["metadata"] as? Object
    var element = Element(kind, text, depth: metadata?["category_depth"] as? Int)
    element.pageNumber = metadata?["page_number"] as? Int
    return element
  }

  private static func options(_ object: Object) -> ChunkingOptions {
    ChunkingOptions(
      maxCharacters: object["max_characters"] as? Int ?? 500,
      newAfterCharacters: object["new_after_n_chars"] as? Int,
      combineTextUnderCharacters: object["combine_text_under_n_chars"] as? Int,
      overlap: object["overlap"] as? Int ?? 0,
      overlapAll: object["overlap_all"] as? Bool ?? false,
      multipageSections: object["multipage_sections"] as? Bool ?? true
    )
  }

  /// One line per chunk: type, whether it goes on, elements if they are given, and text.
  private static func lines(ours chunks: [Chunk], ids: [String], withElements: Bool) -> [String] {
    chunks.map { chunk in
      let from = withElements ? ids[chunk.elements].joined(separator: ",") : ""
      return
        "\(chunk.kind.rawValue) \(chunk.isContinuation) [\(from)] \(chunk.text.debugDescription)"
    }
  }

  private static func lines(theirs chunks: [Object]) -> [String] {
    chunks.map { chunk in
      let isContinuation = (chunk["metadata"] as? Object)?["is_continuation"] as? Bool ?? false
      let from = (chunk["orig_element_ids"] as? [String] ?? []).joined(separator: ",")
      let text = chunk["text"] as? String ?? ""
      return "\(chunk["type"] ?? "") \(isContinuation) [\(from)] \(text.debugDescription)"
    }
  }

  @Test func `are met`() throws {
    guard let folder = Self.folder() else {
      print("golden chunk cases: skipped, there is no shared folder")
      return
    }
    var total = 0
    var compared = 0
    var equal = 0
    var tableRuns = 0
    var equalTableRuns = 0
    for url in try FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    ).sorted(by: { $0.path < $1.path }) where url.pathExtension == "json" {
      let name = url.lastPathComponent
      let golden = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? Object
      )
      let objects = golden["elements"] as? [Object] ?? []
      let elements = objects.compactMap(Self.element)
      try #require(elements.count == objects.count, "\(name) has elements of unknown types")
      let ids = objects.map { $0["element_id"] as? String ?? "" }
      let hasTables = elements.contains { $0.kind == .table }
      for run in golden["runs"] as? [Object] ?? [] {
        total += 1
        let given = run["options"] as? Object ?? [:]
        if !Self.skippedOptions.isDisjoint(with: given.keys) { continue }
        let options = Self.options(given)
        guard let theirs = run["chunks"] as? [Object] else {
          compared += 1
          let found = problems(in: options)
          #expect(!found.isEmpty, "\(name) \(given)")
          equal += found.isEmpty ? 0 : 1
          continue
        }
        let isBasic = run["strategy"] as? String == "basic"
        let ours = isBasic ? chunkBasic(elements, options) : chunkByTitle(elements, options)
        let withElements = theirs.contains { $0["orig_element_ids"] != nil }
        let expected = Self.lines(theirs: theirs)
        let actual = Self.lines(ours: ours, ids: ids, withElements: withElements)
        if hasTables {
          tableRuns += 1
          equalTableRuns += expected == actual ? 1 : 0
          continue
        }
        compared += 1
        equal += expected == actual ? 1 : 0
        // A negative overlap is let pass there and refused here.
        #expect(problems(in: options).isEmpty == (options.overlap >= 0), "\(name) \(given)")
        #expect(actual == expected, "\(name) \(run["strategy"] ?? "") \(given)")
      }
    }
    #expect(compared > 0)
    print(
      "golden chunk cases: \(equal) of \(compared) equal; \(total - compared) of \(total) skipped,",
      "of them \(tableRuns) with tables, of which \(equalTableRuns) are equal but for HTML"
    )
  }
}
