import Chunking
import Documents
import Foundation
import Testing

/// The chunks of the program whose users these are: with `compat` ours are the same.
///
/// What becomes of metadata is compared where chunks are written, in the tests of the stages.
@Suite struct `Golden chunk cases` {
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
    element.textAsHTML = metadata?["text_as_html"] as? String
    return element
  }

  private static func options(_ object: Object, _ strategy: ChunkingOptions.Strategy)
    -> ChunkingOptions
  {
    var options = ChunkingOptions(strategy)
    options.isCompatible = true
    options.maxCharacters = object["max_characters"] as? Int
    options.newAfterCharacters = object["new_after_n_chars"] as? Int
    options.combineTextUnderCharacters = object["combine_text_under_n_chars"] as? Int
    options.maxTokens = object["max_tokens"] as? Int
    options.newAfterTokens = object["new_after_n_tokens"] as? Int
    options.counter = object["tokenizer"] == nil ? nil : WordCounter()
    options.overlap = object["overlap"] as? Int ?? 0
    options.overlapAll = object["overlap_all"] as? Bool ?? false
    options.multipageSections = object["multipage_sections"] as? Bool ?? true
    options.isolatesTables = object["isolate_table"] as? Bool ?? true
    options.repeatsTableHeaders = object["repeat_table_headers"] as? Bool ?? true
    options.skipsTables = object["skip_table_chunking"] as? Bool ?? false
    options.includesOriginals = object["include_orig_elements"] as? Bool ?? true
    if let separators = object["text_splitting_separators"] as? [String] {
      options.separators = separators
    }
    return options
  }

  /// One line per chunk: type, whether it goes on, elements if they are given, piece, HTML and text.
  private static func lines(ours chunks: [Chunk], ids: [String], withElements: Bool) -> [String] {
    chunks.map { chunk in
      let from =
        withElements && !chunk.originals.isEmpty ? ids[chunk.elements].joined(separator: ",") : ""
      let piece = chunk.piece.map { "\($0.number)/\($0.repeatedRows)" } ?? "-"
      return "\(chunk.kind.rawValue) \(chunk.isContinuation) [\(from)] \(piece)"
        + " \(chunk.textAsHTML ?? "-") \(chunk.text.debugDescription)"
    }
  }

  private static func lines(theirs chunks: [Object]) -> [String] {
    chunks.map { chunk in
      let metadata = chunk["metadata"] as? Object ?? [:]
      let isContinuation = metadata["is_continuation"] as? Bool ?? false
      let from = (chunk["orig_element_ids"] as? [String] ?? []).joined(separator: ",")
      let piece = (metadata["chunk_index"] as? Int).map {
        "\($0)/\(metadata["num_carried_over_header_rows"] as? Int ?? 0)"
      }
      let html = metadata["text_as_html"] as? String
      let text = chunk["text"] as? String ?? ""
      return "\(chunk["type"] ?? "") \(isContinuation) [\(from)] \(piece ?? "-")"
        + " \(html ?? "-") \(text.debugDescription)"
    }
  }

  @Test func `are met`() throws {
    guard let folder = Self.folder() else {
      print("golden chunk cases: skipped, there is no shared folder")
      return
    }
    var (total, equal) = (0, 0)
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
      for run in golden["runs"] as? [Object] ?? [] {
        total += 1
        let given = run["options"] as? Object ?? [:]
        let options = Self.options(given, run["strategy"] as? String == "basic" ? .basic : .byTitle)
        guard let theirs = run["chunks"] as? [Object] else {
          let found = problems(in: options)
          #expect(!found.isEmpty, "\(name) \(given)")
          equal += found.isEmpty ? 0 : 1
          continue
        }
        let (text, ledger) = Chunker.cut(elements, options)
        let withElements = theirs.contains { $0["orig_element_ids"] != nil }
        let expected = Self.lines(theirs: theirs)
        let actual = Self.lines(ours: text.chunks, ids: ids, withElements: withElements)
        equal += expected == actual ? 1 : 0
        // A negative overlap is let pass there and refused here.
        #expect(problems(in: options).isEmpty == (options.overlap >= 0), "\(name) \(given)")
        #expect(actual == expected, "\(name) \(run["strategy"] ?? "") \(given)")
        #expect(ledger.isClosed, "\(name) \(given): \(ledger)")
      }
    }
    #expect(total > 0 && equal == total)
    print("golden chunk cases: \(equal) of \(total) equal")
  }
}
