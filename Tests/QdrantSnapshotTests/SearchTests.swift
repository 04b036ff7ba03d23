import JSON
import QdrantSnapshot
import Scratch
import Testing

@Suite("A snapshot is searched where it lies")
struct SearchTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func snapshot(
    _ points: SamplePoints,
    _ change: (inout SnapshotOptions) -> Void = { _ in }
  ) throws -> SnapshotReader {
    var options = SnapshotOptions(dimensions: points.dimensions)
    change(&options)
    _ = try SnapshotWriter.write(points, to: folder("s"), options, graph: exactGraph)
    return try SnapshotReader(folder("s"))
  }

  /// The nearest rows by the distances as they are defined.
  private static func nearest(
    _ query: [Float],
    _ points: SamplePoints,
    _ distance: Distance,
    top: Int,
    where accepts: (Int) -> Bool = { _ in true }
  ) -> [(id: PointID, score: Float)] {
    func score(_ vector: [Float]) -> Float {
      let product = zip(query, vector).reduce(0) { $0 + $1.0 * $1.1 }
      func length(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      let differences = zip(query, vector).map { $0.0 - $0.1 }
      return switch distance {
      case .cosine: product / length(query) / length(vector)
      case .dot: product
      case .euclid: length(differences)
      case .manhattan: differences.reduce(0) { $0 + $1.magnitude }
      }
    }
    let all = (0..<points.count).filter(accepts).map { row in
      (points.id(row), score((0..<points.dimensions).map { points.number(row, $0) }))
    }
    let isFirst: (Float, Float) -> Bool = [.cosine, .dot].contains(distance) ? (>) : (<)
    return Array(all.sorted { isFirst($0.1, $1.1) }.prefix(top))
  }

  private static func query(_ seed: Int, _ points: SamplePoints) -> [Float] {
    (0..<points.dimensions).map { SamplePoints.noise(seed * 977 + $0) }
  }

  @Test(arguments: [Float(1e-42), 1e-20, 1e38])
  func anglesAreThoseOfQueriesOfAnyLength(length: Float) throws {
    var points = SamplePoints(count: 9)
    points.number = { row, _ in row == 4 ? 1 : SamplePoints.noise(row) }
    var query = SnapshotQuery(.numbers([Float](repeating: length, count: 8)))
    query.isExact = true
    let hits = try snapshot(points).search(query)
    #expect(hits.count == 9 && hits.allSatisfy { abs($0.score) < 1.001 }, "\(hits.map(\.score))")
  }

  /// Both are the same number as doubles.
  @Test func filtersTellGreatNumbersApart() throws {
    var points = SamplePoints(count: 4)
    points.payload = { #"{"n":\#(9_007_199_254_740_992 + $0 % 2)}"# }
    var query = SnapshotQuery(.numbers(Self.query(1, points)))
    query.filters = [try PayloadFilter("n=9007199254740993")]
    #expect(try snapshot(points).search(query).count == 2)
  }

  @Test(arguments: Distance.allCases, [VectorDatatype.float32, .float16])
  func scoresAreThoseOfTheDistance(distance: Distance, datatype: VectorDatatype) throws {
    let points = SamplePoints(count: 300)
    let snapshot = try snapshot(points) {
      $0.distance = distance
      $0.datatype = datatype
      $0.shards = 3
      $0.maxSegmentSize = 2
    }
    #expect(snapshot.shards.flatMap(\.segments).count >= 6)
    var common = 0
    for seed in 0..<10 {
      var query = SnapshotQuery(.numbers(Self.query(seed, points)))
      let wanted = Self.nearest(Self.query(seed, points), points, distance, top: 10)
      query.isExact = true
      let exact = try snapshot.search(query)
      #expect(exact.count == 10)
      for (hit, wanted) in zip(exact, wanted) { #expect(abs(hit.score - wanted.score) < 4e-3) }
      if datatype == .float32 { #expect(exact.map(\.id) == wanted.map(\.id)) }
      query.isExact = false
      query.width = 100
      common += Set(try snapshot.search(query).map(\.id)).intersection(exact.map(\.id)).count
    }
    #expect(common >= 98)
  }

  @Test func bytesAreComparedByAngle() throws {
    var points = SamplePoints(count: 60)
    points.number = { Float((($0 * 31 + $1 * 17) % 255) + 1) }
    let snapshot = try snapshot(points) { $0.datatype = .uint8 }
    let numbers = Self.query(3, points).map { ($0 * 100).magnitude.rounded() }
    // What follows the point is not looked at, as the server takes the query for bytes too.
    var query = SnapshotQuery(.numbers(numbers.map { $0 + 0.25 }))
    query.isExact = true
    let hits = try snapshot.search(query)
    let wanted = Self.nearest(numbers, points, .cosine, top: 10)
    for (hit, wanted) in zip(hits, wanted) { #expect(abs(hit.score - wanted.score) < 1e-5) }
  }

  @Test(
    arguments: [
      (["n=7"], [7]), (["n=007"], [7]), (["flag=true", "n=12"], [12]), (["flag=true", "n=13"], []),
      (["deep.word=a b"], [5, 25]), (["tags=x"], [4, 24]), (["n=none"], []), (["missing=1"], []),
    ] as [([String], [Int])]
  )
  func filtersAreHeld(filters: [String], rows: [Int]) throws {
    var points = SamplePoints(count: 30)
    points.payload = { row in
      let word = row % 20 == 5 ? "a b" : "c"
      let tags = row % 20 == 4 ? #"["y","x"]"# : "[]"
      return
        #"{"n":\#(row),"flag":\#(row % 2 == 0),"deep":{"word":"\#(word)"},"tags":\#(tags),"no":null}"#
    }
    let snapshot = try snapshot(points)
    var query = SnapshotQuery(.numbers(Self.query(0, points)))
    query.filters = try filters.map { text throws(SnapshotError) in try PayloadFilter(text) }
    for isExact in [false, true] {
      query.isExact = isExact
      let hits = try snapshot.search(query)
      #expect(Set(hits.map(\.id)) == Set(rows.map { points.id($0) }))
      #expect(hits.allSatisfy { $0.payload != nil })
    }
  }

  /// So many that the graph is walked, and so few that not enough are met on the way.
  @Test(arguments: [2, 600]) func filtersOfManyPoints(part: Int) throws {
    var points = SamplePoints(count: 4200, dimensions: 4)
    points.payload = { #"{"part":\#($0 % part)}"# }
    let snapshot = try snapshot(points)
    var query = SnapshotQuery(.numbers(Self.query(1, points)))
    query.filters = [try PayloadFilter("part=1")]
    let wanted = Self.nearest(Self.query(1, points), points, .cosine, top: 10) { $0 % part == 1 }
    let found = try snapshot.search(query)
    #expect(found.count == min(10, 4200 / part))
    #expect(Set(found.map(\.id)).intersection(wanted.map(\.id)).count >= wanted.count - 1)
  }

  @Test func wordsAreWeighedByHowRareTheyAre() throws {
    var points = SamplePoints(count: 200)
    points.payload = { #"{"n":\#($0)}"# }
    let snapshot = try snapshot(points) {
      $0.sparse = SparseOptions()
      $0.shards = 2
    }
    var encoder = BM25Encoder(SparseOptions())
    var words = encoder.encode("gauge 7")
    words.values = words.values.map { _ in 1 }
    var query = SnapshotQuery(.words(words))
    let hits = try snapshot.search(query)
    let rows = (0..<200).filter { $0 % 5 != 0 }
    let own = rows.filter { $0 % 11 == 7 }
    #expect(Set(hits.map(\.id)).isSubset(of: own.map { points.id($0) }))
    // What "running gauges 7" weighs: two words, one in all texts, one in some.
    func rarity(_ count: Int) -> Float {
      let number = Double(rows.count - count) + 0.5
      return Float(logarithm(1 + number / (Double(count) + 0.5)))
    }
    let stored = encoder.encode(points.sparseText(7))
    let wanted = stored.values[0] * (rarity(rows.count) + rarity(own.count))
    #expect(abs((hits.first?.score ?? 0) - wanted) < 1e-4)
    query.filters = [try PayloadFilter("n=\(own[1])")]
    #expect(try snapshot.search(query).map(\.id) == [points.id(own[1])])
    query.vector = "bm25"
    #expect(try snapshot.search(query).count == 1)
  }

  /// The natural logarithm, by its series.
  private func logarithm(_ number: Double) -> Double {
    let ratio = (number - 1) / (number + 1)
    return 2
      * (0..<4000).reduce(0.0) { sum, step in
        var power = ratio
        for _ in 0..<min(step, 200) { power *= ratio * ratio }
        return sum + (step <= 200 ? power / Double(2 * step + 1) : 0)
      }
  }

  @Test func whatIsNotThereIsTold() throws {
    let points = SamplePoints(count: 20)
    let snapshot = try snapshot(points) {
      $0.vectorName = "text"
      $0.sparse = SparseOptions()
    }
    func message(_ query: SnapshotQuery) -> String {
      do throws(SnapshotError) {
        return "\(try snapshot.search(query).count) hits"
      } catch {
        return error.description
      }
    }
    var query = SnapshotQuery(.numbers(Self.query(0, points)))
    #expect(message(query) == "10 hits")
    query.vector = "image"
    #expect(message(query) == "it has no vector 'image'; there are 'text', 'bm25'")
    query.vector = nil
    query.target = .numbers([1, 2])
    #expect(message(query) == "the query has 2 dimensions, and the vectors have 8")
    query.target = .numbers([Float](repeating: .nan, count: 8))
    #expect(message(query).contains("not finite"))
    query.target = .words(SparseVector(indices: [1], values: [1]))
    #expect(message(query) == "0 hits")
    query.vector = "text"
    #expect(message(query).contains("no sparse vector 'text'"))
    #expect(throws: SnapshotError.self) { try PayloadFilter("lang") }
    #expect(throws: SnapshotError.self) { try PayloadFilter("a[].b=1") }
  }

  @Test func nothingIsFoundInNothing() throws {
    let points = SamplePoints(count: 0)
    let snapshot = try snapshot(points)
    let hits = try? snapshot.search(SnapshotQuery(.numbers(Self.query(0, points))))
    #expect(hits?.isEmpty == true)
  }
}
