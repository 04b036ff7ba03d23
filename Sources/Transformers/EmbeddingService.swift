import Synchronization
package import SystemIO

/// Embeds for many tasks at once, on threads of its own.
///
/// What several tasks ask for goes through the layers together, so that documents of a line or two cost no more
/// than long ones. Nothing of that shows in a vector.
package final class EmbeddingService: Sendable {
  package let embedder: Embedder
  private let threads: WorkerThreads
  private let waiting = Mutex(Waiting())
  private let scratch = Mutex<[Embedder.Scratch]>([])
  private let count: Int

  package init(_ embedder: Embedder, threads count: Int) throws(SystemError) {
    self.embedder = embedder
    self.count = max(1, count)
    threads = try WorkerThreads(count: self.count, name: "embed")
  }

  /// The vectors of texts with all their numbers, each with what the model read of it.
  package func vectors(
    of texts: [String],
    _ options: EmbeddingOptions
  ) async -> [(counts: TokenCounts, numbers: [Float])] {
    var pieces = TextPieces(embedder, options)
    let counts = texts.map { pieces.append($0) }
    let batch = pieces.take()
    var means = PieceMeans(embedder)
    means.add(await embed(batch.pieces), of: batch.shares)
    return Array(zip(counts, means.take(texts.count)))
  }

  /// The vectors of texts, one behind the other, in their order.
  private func embed(_ texts: [Embedder.Tokens]) async -> [Float] {
    await withCheckedContinuation { continuation in
      let request = Request(texts, embedder.dimensions, continuation)
      guard !texts.isEmpty else {
        request.finish()
        return
      }
      waiting.withLock { $0.add(request) }
      for _ in 0..<count {
        Task(executorPreference: threads) { self.work() }
      }
    }
  }

  /// Takes groups of texts until none is left.
  private func work() {
    var room = scratch.withLock { $0.popLast() }
    while let group = waiting.withLock({ $0.next() }) {
      let own = room ?? embedder.scratch()
      room = own
      embedder.run(group.map { $0.request.texts[$0.index] }, own) { place, vector in
        let (request, index) = group[place]
        request.set(index, vector)
      }
      for (request, count) in Self.counted(group) {
        // Whoever brings the last of a request's vectors hands all of them over.
        if waiting.withLock({ $0.settle(request, count) }) { request.finish() }
      }
    }
    if let room { scratch.withLock { $0.append(room) } }
  }

  private static func counted(_ group: [Waiting.Text]) -> [(Request, Int)] {
    var counts: [(Request, Int)] = []
    for text in group {
      if let last = counts.last, last.0 === text.request {
        counts[counts.count - 1].1 += 1
      } else {
        counts.append((text.request, 1))
      }
    }
    return counts
  }
}

/// What one task asked for.
private final class Request: @unchecked Sendable {
  let texts: [Embedder.Tokens]
  /// The texts by length, the longest first, so that the last groups are the smallest.
  let order: [Int]
  // Each place is written by the one thread that has taken its text.
  private let vectors: AlignedFloats
  private let width: Int
  private let continuation: CheckedContinuation<[Float], Never>
  /// How many are not done; changed under the lock of what waits.
  var open: Int

  init(
    _ texts: [Embedder.Tokens],
    _ width: Int,
    _ continuation: CheckedContinuation<[Float], Never>
  ) {
    self.texts = texts
    self.width = width
    self.continuation = continuation
    order = texts.indices.sorted {
      (texts[$1].ids.count, $0) < (texts[$0].ids.count, $1)
    }
    vectors = AlignedFloats(texts.count * width)
    open = texts.count
  }

  func set(_ index: Int, _ vector: UnsafePointer<Float>) {
    (vectors.start + index * width).update(from: vector, count: width)
  }

  func finish() {
    continuation.resume(returning: (0..<vectors.count).map { vectors.start[$0] })
  }
}

/// The texts that no thread has taken yet, first come, first served.
private struct Waiting {
  typealias Text = (request: Request, index: Int)

  private var requests: [Request] = []
  /// How many of the first request's texts are taken.
  private var taken = 0

  mutating func add(_ request: Request) { requests.append(request) }

  /// As many texts as fill the kernels, of as many requests as there are; nil where nothing waits.
  mutating func next() -> [Text]? {
    var group: [Text] = []
    var rows = 0
    while let request = requests.first {
      let index = request.order[taken]
      let count = request.texts[index].ids.count
      if !group.isEmpty, rows + count > Embedder.rowsTogether { return group }
      group.append((request, index))
      rows += count
      taken += 1
      if taken == request.order.count {
        requests.removeFirst()
        taken = 0
      }
    }
    return group.isEmpty ? nil : group
  }

  /// Notes that some of a request's texts are done; true when all are.
  func settle(_ request: Request, _ count: Int) -> Bool {
    request.open -= count
    return request.open == 0
  }
}
