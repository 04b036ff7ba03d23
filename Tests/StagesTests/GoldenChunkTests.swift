import Chunking
import Documents
import Foundation
import JSON
import Stages
import SystemIO
import Testing

/// The chunks of the program whose users these are: with `compat` ours are the same, metadata and all.
@Suite struct `Golden chunk cases` {
  private static func options(_ given: JSON, _ strategy: ChunkingOptions.Strategy)
    -> ChunkingOptions
  {
    var options = ChunkingOptions(strategy)
    options.isCompatible = true
    options.maxCharacters = given["max_characters"]?.integer
    options.newAfterCharacters = given["new_after_n_chars"]?.integer
    options.combineTextUnderCharacters = given["combine_text_under_n_chars"]?.integer
    options.maxTokens = given["max_tokens"]?.integer
    options.newAfterTokens = given["new_after_n_tokens"]?.integer
    options.counter = given["tokenizer"] == nil ? nil : WordCounter()
    options.overlap = given["overlap"]?.integer ?? 0
    options.overlapAll = flag(given["overlap_all"], or: false)
    options.multipageSections = flag(given["multipage_sections"], or: true)
    options.isolatesTables = flag(given["isolate_table"], or: true)
    options.repeatsTableHeaders = flag(given["repeat_table_headers"], or: true)
    options.skipsTables = flag(given["skip_table_chunking"], or: false)
    options.includesOriginals = flag(given["include_orig_elements"], or: true)
    if let separators = given["text_splitting_separators"]?.elements {
      options.separators = separators.compactMap(\.string)
    }
    return options
  }

  private static func flag(_ json: JSON?, or standard: Bool) -> Bool {
    if case .bool(let flag)? = json?.value { flag } else { standard }
  }

  /// Type, text and metadata by name, a line each, with tables numbered in their order.
  private static func lines(of chunks: [JSON], originals: (JSON) -> String?) -> [String] {
    var tables: [String: Int] = [:]
    return chunks.map { chunk in
      var fields = (chunk["metadata"]?.members ?? []).filter {
        !ChunkLine.ownFields.contains($0.name)
      }
      .map { member in
        if member.name == "table_id", let id = member.value.string, tables[id] == nil {
          tables[id] = tables.count
        }
        switch member.name {
        case "table_id": return "table_id: \(tables[member.value.string ?? ""] ?? -1)"
        case "orig_elements": return "orig_elements: \(originals(chunk) ?? "none")"
        default: return "\(member.name): \(member.value.compact)"
        }
      }
      if chunk["metadata"]?["orig_elements"] == nil, let originals = originals(chunk) {
        fields.append("orig_elements: \(originals)")
      }
      return "\(chunk["type"]?.string ?? "") \(chunk["text"]?.compact ?? "") \(fields.sorted())"
    }
  }

  private static func chunks(of elements: [JSON], _ options: ChunkingOptions) throws -> (
    [JSON], isClosed: Bool
  ) {
    var blocks = JSONBlocks(file: "golden")
    var stream = ChunkStream(options)
    var text = JSONText()
    blocks.append(Array(JSON(elements).compact.utf8))
    while let block = try blocks.next() ?? blocks.last() {
      try stream.add(try ChunkStream.Elements(block, file: "golden"), to: &text)
    }
    try stream.finish(&text)
    let chunks = try text.bytes.split(separator: 0x0A).map {
      try JSONParser.value(Array($0), file: "ours")
    }
    return (chunks, stream.summary.isClosed)
  }

  @Test func `are met`() throws {
    let folder = "../shared/golden/chunk-by-title"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() else {
      print("golden chunk cases: skipped, there is no \(folder)")
      return
    }
    var (total, equal) = (0, 0)
    for name in names where name.hasSuffix(".json") {
      let golden = try JSONParser.value(
        try readFile("\(folder)/\(name)", limit: 64 << 20).bytes,
        file: name
      )
      let elements = golden["elements"]?.elements ?? []
      let byID = Dictionary(
        elements.map { ($0["element_id"]?.string ?? "", Array($0.compact.utf8)) },
        uniquingKeysWith: { first, _ in first }
      )
      for run in golden["runs"]?.elements ?? [] {
        total += 1
        let given = run["options"] ?? JSON(.object([]))
        let options = Self.options(given, run["strategy"]?.string == "basic" ? .basic : .byTitle)
        guard let theirs = run["chunks"]?.elements else {
          let found = problems(in: options)
          #expect(!found.isEmpty, "\(name) \(given.compact)")
          equal += found.isEmpty ? 0 : 1
          continue
        }
        // A negative overlap is let pass there and refused here.
        #expect(problems(in: options).isEmpty == (options.overlap >= 0), "\(name) \(given.compact)")
        let expected = Self.lines(of: theirs) { chunk in
          chunk["orig_element_ids"]?.elements.map { ids in
            OriginalElements().pack(ids.compactMap { byID[$0.string ?? ""]?[...] })
          }
        }
        let (ours, isClosed) = try Self.chunks(of: elements, options)
        let actual = Self.lines(of: ours) { $0["metadata"]?["orig_elements"]?.string }
        equal += expected == actual ? 1 : 0
        for (mine, other) in zip(actual, expected) where mine != other {
          Issue.record("\(name) \(given.compact)\n  \(mine)\n  \(other)")
          break
        }
        #expect(actual.count == expected.count, "\(name) \(given.compact)")
        #expect(isClosed, "\(name) \(given.compact)")
      }
    }
    #expect(total >= 434 && equal == total)
    print("golden chunk cases: \(equal) of \(total) equal")
  }
}
