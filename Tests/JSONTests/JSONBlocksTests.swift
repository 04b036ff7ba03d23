import JSON
import Testing

/// Long files cut into blocks of whole values.
@Suite struct `JSON in blocks` {
  /// The texts of all values, read block by block from pieces of a size.
  private func values(_ text: String, pieces: Int, blocks size: Int) throws -> [String] {
    var blocks = JSONBlocks(file: "f", size: size)
    var values: [String] = []
    func take(_ block: JSONBlocks.Block) throws {
      if block.isList {
        values += try JSONParser.value(block.bytes, file: "f").elements?.map(\.compact) ?? []
      } else {
        values += try block.bytes.split(separator: 0x0A).map {
          try JSONParser.value(Array($0), file: "f").compact
        }
      }
    }
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      blocks.append(Array(bytes[start..<min(start + pieces, bytes.count)]))
      while let block = blocks.next() { try take(block) }
    }
    if let block = try blocks.last() { try take(block) }
    return values
  }

  private static let texts = [
    ("", []),
    (" \n\t", []),
    ("[]", []),
    (" [ ]\n", []),
    ("{}", ["{}"]),
    ("{\"a\":1}\n{\"b\":2}\n", [#"{"a":1}"#, #"{"b":2}"#]),
    ("\u{FEFF}1\n2", ["1", "2"]),
    ("\u{FEFF}[1]", ["1"]),
    ("[1, 2 ,3]", ["1", "2", "3"]),
    ("[[1,2],{\"a\":[3,4]},5]", ["[1,2]", #"{"a":[3,4]}"#, "5"]),
    (#"["a,b]","\"],[",{"k,\\":"}"}]"#, [#""a,b]""#, #""\"],[""#, #"{"k,\\":"}"}"#]),
    ("\n[\n1,\n\"é\"\n]\n\n", ["1", "\"é\""]),
  ]

  @Test(arguments: texts)
  func `has the same values whatever the pieces and blocks`(text: String, expected: [String]) throws
  {
    for pieces in [1, 2, 3, 7, 1000] {
      for size in [1, 4, 1000] {
        #expect(try values(text, pieces: pieces, blocks: size) == expected, "\(pieces), \(size)")
      }
    }
  }

  @Test(arguments: [
    ("[1,2", 1, 5, "the list is not closed with ']'"),
    ("[1]\n 2", 2, 2, "something stands behind the end of the list"),
    ("[1,]", 1, 3, "a comma stands before ']'; JSON allows none there"),
    ("[1]]", 1, 4, "something stands behind the end of the list"),
    ("[\"é,\n", 2, 1, "the list is not closed with ']'"),
  ])
  func `says where a list goes wrong`(text: String, line: Int, column: Int, message: String) {
    for pieces in [1, 1000] {
      let problem = #expect(throws: JSONProblem.self) {
        try values(text, pieces: pieces, blocks: pieces)
      }
      #expect(problem?.message == message)
      #expect(problem?.place == JSONPlace(file: "f", line: line, column: column))
    }
  }

  @Test(arguments: ["[\n 1,\n 22, x]", "1\n22\n x"])
  func `knows the places of values in the file`(text: String) throws {
    var blocks = JSONBlocks(file: "f", size: 1)
    var places: [JSONPlace] = []
    for byte in text.utf8 {
      blocks.append([byte])
      while let block = blocks.next() { places.append(try place(ofX: block)) }
    }
    if let block = try blocks.last() { places.append(try place(ofX: block)) }
    let isList = text.hasPrefix("[")
    #expect(places.last == JSONPlace(file: "f", line: 3, column: isList ? 6 : 2))
  }

  /// Where the parser finds what is no JSON, or the first value.
  private func place(ofX block: JSONBlocks.Block) throws -> JSONPlace {
    let problems = JSONParser.parse(block.bytes, file: "f").problems
    return block.place(problems.first?.place ?? JSONPlace(file: "f", line: 1, column: 1))
  }
}

@Suite struct `Numbers as they are scanned` {
  @Test(arguments: [
    "0", "-0", "7", "-12", "1.5", "0.1", "123456.789", "-0.000001", "1e3", "1E-7",
    "9007199254740993",
    "1.0", "0.30000000000000004", "12345678901234567890", "792.0", "1e400",
  ])
  func `are those of the tree`(text: String) throws {
    let tree = try #require(
      try JSONParser.value(Array(text.utf8), file: "f").value.number
    )
    var scanner = try JSONScanner(Array(text.utf8), file: "f")
    #expect(try scanner.double().bitPattern == tree.double.bitPattern)
    scanner = try JSONScanner(Array(text.utf8), file: "f")
    #expect(try scanner.integer() == tree.integer)
  }
}

extension JSON.Content {
  fileprivate var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }
}
