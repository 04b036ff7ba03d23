import Chunking
import Documents
import JSON
import Pipeline
import Stages
import Testing

/// Chunks made of elements while they come in.
@Suite struct `Chunks of a stream of elements` {
  private func chunks(
    _ text: String,
    _ options: ChunkingOptions = ChunkingOptions(),
    size: Int = 1 << 19
  ) throws -> [JSON] {
    var blocks = JSONBlocks(file: "e", size: size)
    var stream = ChunkStream(options)
    var lines = JSONText()
    for byte in text.utf8 {
      blocks.append([byte])
      while let block = blocks.next() {
        try stream.add(ChunkStream.Elements(block, file: "e"), to: &lines)
      }
    }
    if let block = try blocks.last() {
      try stream.add(ChunkStream.Elements(block, file: "e"), to: &lines)
    }
    try stream.finish(&lines)
    #expect(stream.summary.isClosed)
    return try lines.bytes.split(separator: 0x0A).map {
      try JSONParser.value(Array($0), file: "ours")
    }
  }

  private func line(_ type: String, _ text: String, _ metadata: String, id: String = "") -> String {
    let id = id.isEmpty ? "" : #""element_id":"\#(id)","#
    return #"{"type":"\#(type)",\#(id)"text":"\#(text)","metadata":{\#(metadata)}}"#
  }

  @Test func `are the same whatever the blocks`() throws {
    var lines: [String] = []
    for number in 0..<120 {
      let file = number < 70 ? "a.pdf" : "b.pdf"
      let type = number % 9 == 0 ? "Title" : "NarrativeText"
      let text = String(repeating: "Word \(number). ", count: 1 + number * 7 % 60)
      lines.append(line(type, text, #""filename":"\#(file)","page_number":\#(1 + number / 10)"#))
    }
    var options = ChunkingOptions()
    options.overlap = 20
    options.overlapAll = true
    options.includesOriginals = true
    options.parentCharacters = 2000
    let whole = try chunks(lines.joined(separator: "\n"), options)
    #expect(whole.count > 40)
    for text in [lines.joined(separator: "\n"), "[" + lines.joined(separator: ",\n") + "]"] {
      for size in [1, 300, 5000] {
        #expect(try chunks(text, options, size: size).map(\.compact) == whole.map(\.compact))
      }
    }
    let names = Set(whole.compactMap { $0["metadata"]?["filename"]?.string })
    #expect(names == ["a.pdf", "b.pdf"])
    #expect(whole.allSatisfy { $0["metadata"]?["parent_text"]?.string?.isEmpty == false })
  }

  @Test func `quote the ids that elements came with`() throws {
    let text = [
      line("Title", "A", "", id: "their-1"), line("NarrativeText", "b", "", id: "their-2"),
      line("NarrativeText", "c", ""),
    ].joined(separator: "\n")
    let ids = try #require(chunks(text).first?["metadata"]?["element_ids"]?.elements)
    #expect(ids.prefix(2).map(\.string) == ["their-1", "their-2"])
    #expect(ids.last?.string?.utf8.count == 32)
  }

  /// Each field that Unstructured keeps, and what it makes of those of two elements.
  @Test(
    arguments: [
      (#""filename":"a","filetype":"t""#, #""filetype":"u""#, "filetype", #""t""#),
      ("", #""url":"u""#, "url", #""u""#),
      (#""url":null"#, #""url":"u""#, "url", #""u""#),
      (#""data_source":{"x":[1, 2]}"#, #""data_source":{}"#, "data_source", #"{"x":[1,2]}"#),
      (#""languages":["deu"]"#, #""languages":["eng","deu"]"#, "languages", #"["deu","eng"]"#),
      (
        #""enrichment_origins":{"a":["m","n"]}"#, #""enrichment_origins":{"a":["n"],"b":["o"]}"#,
        "enrichment_origins", #"{"a":["m","n"],"b":["o"]}"#
      ),
      (
        #""link_urls":["x"],"link_texts":["X"]"#, #""link_urls":["y"],"link_texts":["Y"]"#,
        "link_urls", #"["x","y"]"#
      ),
      (#""sent_from":["a"]"#, #""sent_from":["b"]"#, "sent_from", #"["a"]"#),
      (#""coordinates":{}"#, "", "coordinates", nil),
      (#""parent_id":"p""#, "", "parent_id", nil),
    ] as [(String, String, String, String?)]
  )
  func `have the metadata of their elements`(
    first: String,
    second: String,
    field: String,
    expected: String?
  ) throws {
    let text = [line("NarrativeText", "a", first), line("NarrativeText", "b", second)]
      .joined(separator: "\n")
    for isCompatible in [false, true] {
      var options = ChunkingOptions()
      options.isCompatible = isCompatible
      let chunk = try #require(chunks(text, options).first)
      #expect(chunk["metadata"]?[field]?.compact == expected)
    }
  }

  /// A table keeps what is said of it alone, whoever says it; other elements only what their list names.
  @Test func `have what a table alone says only for Unstructured`() throws {
    let metadata =
      #""text_as_html":"<table><tr><td>a</td></tr></table>","mine":[1],"parent_id":"p""#
    for (isCompatible, skips, mine, parent) in [
      (false, false, false, false), (true, false, true, false), (true, true, true, true),
    ] {
      var options = ChunkingOptions()
      options.isCompatible = isCompatible
      options.skipsTables = skips
      let table = try #require(chunks(line("Table", "a", metadata), options).first?["metadata"])
      #expect((table["mine"] != nil) == mine)
      #expect((table["parent_id"] != nil) == parent)
      #expect(table.members?.filter { $0.name == "text_as_html" }.count == 1)
      let other = try #require(chunks(line("Text", "a", metadata), options).first?["metadata"])
      #expect(other["mine"] == nil)
    }
  }

  @Test func `of several files are one list only for Unstructured`() throws {
    let text = [
      line("NarrativeText", "a", #""filename":"a.txt""#),
      line("NarrativeText", "b", #""filename":"b.txt""#),
    ].joined(separator: "\n")
    #expect(try chunks(text).compactMap { $0["text"]?.string } == ["a", "b"])
    var options = ChunkingOptions()
    options.isCompatible = true
    #expect(try chunks(text, options).compactMap { $0["text"]?.string } == ["a\n\nb"])
  }

  @Test func `of a file that comes again have ids of their own`() throws {
    let a = line("NarrativeText", "same", #""filename":"a.txt""#)
    let b = line("NarrativeText", "other", #""filename":"b.txt""#)
    let ids = try chunks([a, b, a, b, a].joined(separator: "\n")).compactMap {
      $0["element_id"]?.string
    }
    #expect(ids.count == 5 && Set(ids).count == 5)
    #expect(try chunks(a).first?["element_id"]?.string == ids.first)
  }

  /// Whatever the layout and the spelling of what passes, a line is JSON and stays a line.
  @Test(arguments: [
    (
      "{\n \"record_locator\": [\n 1.50,\n \"\\u00e9\\n\"\n]\n}",
      #"{"record_locator":[1.50,"é\n"]}"#
    ),
    ("[\n\t\"x\"\n]", #"["x"]"#), ("\"a\\\"\\tb\"", #""a\"\tb""#), ("true", "true"),
  ])
  func `are lines of JSON`(value: String, expected: String) throws {
    let table =
      #"{"type":"Table","text":"t","metadata":{"mine":\#(value),"data_source":\#(value)}}"#
    let text = #"{"type":"Text","text":"t","metadata":{"data_source":\#(value)}}"#
    for element in [table, text] {
      for isCompatible in [false, true] {
        var options = ChunkingOptions()
        options.isCompatible = isCompatible
        let metadata = try #require(chunks("[\(element)]", options).first?["metadata"])
        #expect(metadata["data_source"]?.compact == expected)
      }
    }
  }

  @Test(arguments: [
    "1-2-3", "01", "-", ".5", "1.", "1e", "tru", #""a\qb""#, "\"a\nb\"", #""\ud800""#,
  ])
  func `refuse what is no JSON wherever it stands`(value: String) {
    for field in ["data_source", "unknown", "url"] {
      let text = #"[{"type":"Text","text":"t","metadata":{"\#(field)":\#(value)}}]"#
      #expect(throws: JSONProblem.self) { try chunks(text) }
    }
  }

  /// Our own places may come without the size of the page, and with what no page has.
  @Test(arguments: [
    (#""spans":[{"page":2,"box":[1,2,3,4]}]"#, #"[{"page":2,"box":[1,2,3,4]}]"#),
    (#""page_number":2,"spans":[{"page":9223372036854775807,"box":[1,2,3,4]}]"#, #"[{"page":2}]"#),
    (#""page_number":2,"spans":[{"page":-5,"box":[1,2,3,4]}]"#, #"[{"page":2}]"#),
    (#""page_number":2,"spans":[{"page":2,"box":[1,2e400,3,4]}]"#, #"[{"page":2}]"#),
    (
      #""page_number":2,"coordinates":{"points":[[1,1e400],[3,4]],"layout_width":9,"#
        + #""layout_height":9,"system":"PixelSpace"}"#,
      #"[{"page":2,"box":[3,4,3,4]}]"#
    ),
  ])
  func `have places that are some`(metadata: String, expected: String) throws {
    let chunk = try chunks(line("Text", "t", metadata)).first
    #expect(chunk?["metadata"]?["spans"]?.compact == expected)
  }

  /// What Unstructured makes of metadata of odd shape.
  @Test(
    arguments: [
      (#""filename":"d/a.pdf""#, "file_directory", #""d""#),
      (#""filename":"d/a.pdf""#, "filename", #""a.pdf""#),
      (#""filename":"d/a.pdf","file_directory":"e""#, "file_directory", #""e""#),
      (#""file_directory":"""#, "file_directory", nil), (#""page_number":-1"#, "page_number", "-1"),
      (#""emphasized_text_contents":["a"]"#, "emphasized_text_contents", #"["a"]"#),
      (#""link_urls":["a"]"#, "link_texts", nil), (#""link_texts":["a"]"#, "link_texts", #"["a"]"#),
    ] as [(String, String, String?)]
  )
  func `follow Unstructured in what is odd`(metadata: String, field: String, expected: String?)
    throws
  {
    var options = ChunkingOptions()
    options.isCompatible = true
    let chunk = try chunks(line("Text", "t", metadata), options).first
    #expect(chunk?["metadata"]?[field]?.compact == expected)
  }

  /// Documents at random, of which one changes: the ids of all others stay.
  @Test func `have ids that no change elsewhere changes`() throws {
    for seed in 0..<40 {
      let documents = (0..<5).map { document in
        (0..<(seed + document) % 7 + 1).map { number in
          line(
            number % 3 == 0 ? "Title" : "Text",
            "word \((seed * 31 + number * document) % 5)",
            #""filename":"\#(document).txt""#
          )
        }
      }
      func ids(_ lines: [[String]]) throws -> [String: [String]] {
        let chunks = try chunks(lines.flatMap(\.self).joined(separator: "\n"))
        return Dictionary(grouping: chunks) { $0["metadata"]?["filename"]?.string ?? "" }
          .mapValues { $0.compactMap { $0["element_id"]?.string } }
      }
      var changed = documents
      let target = seed % 5
      changed[target].append(line("Text", "more", #""filename":"\#(target).txt""#))
      var (before, after) = (try ids(documents), try ids(changed))
      #expect(before["\(target).txt"] != nil && before["\(target).txt"] != after["\(target).txt"])
      before["\(target).txt"] = nil
      after["\(target).txt"] = nil
      #expect(before == after)
    }
  }

  @Test func `have ids that other documents do not change`() throws {
    let a = line("NarrativeText", "same", #""filename":"a.txt""#)
    let b = line("NarrativeText", "same", #""filename":"b.txt""#)
    let alone = try chunks(b).compactMap { $0["element_id"]?.string }
    let after = try chunks([a, a, b].joined(separator: "\n")).compactMap {
      $0["element_id"]?.string
    }
    #expect(after.last == alone.first)
    #expect(Set(after).count == after.count)
  }

  @Test(arguments: [
    ("{\"type\":\"Title\",\"text\":\"a\"\n{}", 1, "object"),
    ("{\"type\":\"Title\"}\n{\"type\":\n\"Title\"}", 2, ""),
    ("{\"type\":\"Title\"} {\"type\":\"Title\"}", 1, ""),
    ("{\"type\":\"Title\",\"text\":\"\\ud800\"}", 1, "surrogate"),
    ("{\"type\":\"Title\",\"text\":5}", 1, "is a text, not a number"),
    ("\n\n{\"text\":\"a\"}", 3, "the element has no 'type'"),
    ("[{\"type\":\"Title\"},\n7]", 2, "an element is an object, not a number"),
    ("[{\"type\":\"Title\"},\n{\"type\" \"Title\"}]", 2, "':'"),
  ])
  func `are refused where a line is no element`(text: String, line: Int, message: String) {
    for size in [1, 1 << 19] {
      let problem = #expect(throws: JSONProblem.self) { try chunks(text, size: size) }
      #expect(problem?.place.line == line, "\(String(describing: problem))")
      #expect(
        message.isEmpty || problem?.message.contains(message) == true,
        "\(String(describing: problem))"
      )
    }
  }
}

@Suite struct `The ledger of chunks` {
  @Test(
    arguments: [
      (10, 10, [:], nil), (10, 8, [.headers: 2], nil),
      (
        10, 8, [.headers: 1],
        "cannot be cut without a loss, which is a defect of this program: "
          + "characters found 10, own 8, left_out_headers 1"
      ),
    ] as [(Int, Int, [LeftOut: Int], String?)]
  )
  func `lets no document pass of which something is lost`(
    found: Int,
    own: Int,
    drops: [LeftOut: Int],
    detail: String?
  ) {
    let ledger = ChunkLedger(
      found: found,
      own: own,
      repeated: 0,
      missing: 0,
      added: 0,
      drops: drops
    )
    do throws(StageFailure) {
      try ledger.check()
      #expect(detail == nil)
    } catch {
      #expect(error.reason == "lost")
      #expect(error.detail == detail)
    }
  }
}
