import JSON
import Testing
import Tokenizers

/// Tokens are those of the reference library.
@Suite struct `Tokens of every kind of model` {
  @Test("are those of the reference", arguments: GoldenTokenizer.names)
  func sameIDs(_ name: String) throws {
    let golden = try GoldenTokenizer(name)
    let lines = try GoldenTokenizer.lines()
    try #require(lines.count == golden.answers.count && lines.count > 40)
    var session = golden.tokenizer.session()
    for (line, answer) in zip(lines, golden.answers) {
      let wanted = answer["ids"]?.elements?.compactMap(\.integer) ?? []
      let bytes = Array(line.utf8)
      var ids: [UInt32] = []
      session.encode(bytes.span, addingSpecial: true, into: &ids)
      #expect(ids.map(Int.init) == wanted, "\(line.debugDescription)")
      let count = session.count(bytes.span, addingSpecial: true)
      #expect(count == wanted.count)
      let fits = session.fits(bytes.span, limit: count, addingSpecial: true)
      let fitsLess = session.fits(bytes.span, limit: count - 1, addingSpecial: true)
      #expect(fits && !fitsLess)
    }
  }

  @Test("stand where the reference says", arguments: GoldenTokenizer.names)
  func sameOffsets(_ name: String) throws {
    let golden = try GoldenTokenizer(name)
    var compared = 0
    for (line, answer) in zip(try GoldenTokenizer.lines(), golden.answers) {
      guard let wanted = answer["offsets"]?.elements else { continue }
      // The reference counts scalars here, and this library bytes.
      var places: [Int: Int] = [:]
      var offset = 0
      for (index, scalar) in line.unicodeScalars.enumerated() {
        places[offset] = index
        offset += UTF8.width(scalar)
      }
      places[offset] = line.unicodeScalars.count
      let encoding = golden.tokenizer.encode(line)
      #expect(encoding.ids.map(Int.init) == answer["ids"]?.elements?.compactMap(\.integer))
      #expect(
        encoding.offsets.map { [places[$0.lowerBound], places[$0.upperBound]] }
          == wanted.map { [$0.elements?.first?.integer, $0.elements?.last?.integer] },
        "\(line.debugDescription)"
      )
      compared += 1
    }
    #expect(compared > 8)
  }

  @Test("do not depend on what a session did before")
  func independence() throws {
    let lines = try GoldenTokenizer.lines()
    for name in ["bert-uncased", "roberta", "xlmr", "llama"] {
      let tokenizer = try GoldenTokenizer(name).tokenizer
      var session = tokenizer.session()
      let alone = lines.map { tokenizer.count($0) }
      for index in Array(lines.indices) + lines.indices.reversed() {
        let bytes = Array(lines[index].utf8)
        let count = session.count(bytes.span)
        #expect(count == alone[index])
      }
    }
  }

  @Test("are the same from many threads at once")
  func threads() async throws {
    let lines = try GoldenTokenizer.lines()
    let tokenizer = try GoldenTokenizer("xlmr").tokenizer
    let wanted = lines.map { tokenizer.encode($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<5).allSatisfy { _ in lines.map { tokenizer.encode($0) } == wanted } }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
