import Foundation
import SearchIndex
import Testing

@Suite struct `A small memory budget` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let options = [
    IndexOptions(), IndexOptions(tokenizers: ["porter unicode61", "trigram"]),
    IndexOptions(tokenizers: ["trigram"], pageSize: 512),
  ]

  /// From a run for each document, more than are merged at once, to a few runs.
  static let budgets = [-1, 0, 10_000, 3 << 20]

  @Test(arguments: options, budgets)
  func `does not change a new index`(options: IndexOptions, budget: Int) throws {
    let expected = folder.file("unlimited.sqlite")
    let path = folder.file("spilled.sqlite")
    let numbers = Array(0..<700)
    let counts = try index(numbers, to: expected, options, budget: .max)
    #expect(try index(numbers, to: path, options, budget: budget) == counts)
    #expect(bytes(of: path) == bytes(of: expected))
    #expect(try IndexReader(path: path).problems() == [])
    #expect(try folder.names() == ["spilled.sqlite", "unlimited.sqlite"])
  }

  @Test(arguments: options, budgets)
  func `does not change what is carried over`(options: IndexOptions, budget: Int) throws {
    let old = folder.file("old.sqlite")
    let expected = folder.file("unlimited.sqlite")
    let path = folder.file("spilled.sqlite")
    // One document of the earlier index stays, few or most of them.
    for share in [200, 5, 2] {
      let before = (0..<400).filter { $0 % share == 1 }
      try index(before, to: old, options, budget: budget)
      let after = (0..<400).filter { $0 % 7 != 3 }
      let counts = try index(after, to: expected, options, budget: .max)
      #expect(try index(after, to: path, options, previous: old, budget: budget) == counts)
      #expect(bytes(of: path) == bytes(of: expected))
    }
  }

  @Test func `leaves files alone that have the names of its own`() throws {
    let path = folder.file("index.sqlite")
    try write([1, 2, 3], to: path + ".run-0")
    try write([4, 5, 6], to: path + ".run-2")
    try index(Array(0..<80), to: path, IndexOptions(), budget: 0)
    #expect(bytes(of: path + ".run-0") == [1, 2, 3])
    #expect(bytes(of: path + ".run-2") == [4, 5, 6])
    #expect(try folder.names() == ["index.sqlite", "index.sqlite.run-0", "index.sqlite.run-2"])
  }

  @Test func `has no names while it writes, and nothing left when given up`() throws {
    let path = folder.file("index.sqlite")
    do {
      let writer = try IndexWriter(path: path, memoryBudget: 0)
      for number in 0..<100 { try writer.add(Library.document(number)) }
      #expect(try folder.names() == ["index.sqlite"])
    }
    #expect(try folder.names() == [])
  }

  @Test func `needs a folder to write to`() throws {
    let gone = folder.file("gone")
    try FileManager.default.createDirectory(atPath: gone, withIntermediateDirectories: false)
    let writer = try IndexWriter(path: "\(gone)/index.sqlite", memoryBudget: 0)
    try FileManager.default.removeItem(atPath: gone)
    let error = #expect(throws: IndexError.self) {
      try writer.add(Library.document("a", "some words"))
    }
    #expect(
      error?.description
        == "cannot create the temporary file '\(gone)/index.sqlite.run-0': "
        + "No such file or directory."
    )
  }

  @discardableResult
  private func index(
    _ numbers: [Int],
    to path: String,
    _ options: IndexOptions,
    previous: String? = nil,
    budget: Int
  ) throws -> IndexCounts {
    let writer = try IndexWriter(
      path: path,
      options: options,
      previous: previous,
      memoryBudget: budget
    )
    for number in numbers {
      if try !writer.keep(Library.key(number)) { try writer.add(Library.document(number)) }
    }
    return try writer.finish()
  }
}
