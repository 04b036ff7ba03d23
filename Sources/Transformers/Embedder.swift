package import Kernels
package import ModelFiles
import Synchronization
package import SystemIO
package import Tokenizers

/// Texts in, vectors out: a model's tokenizer, transformer and pooling.
///
/// A vector is the same whatever texts are embedded beside it, in whatever order and by however many threads.
package final class Embedder: Sendable {
  package let model: SentenceModel
  package let tokenizer: Tokenizer
  package let kernels: Kernels
  package let precision: Precision
  let encoder: Encoder
  let pooler: Pooler

  /// The rows that go through the layers together: enough to fill the kernels, few enough to stay in the caches.
  static let rowsTogether = 256

  package init(
    _ model: SentenceModel,
    _ precision: Precision = .f32,
    _ kernels: Kernels = Kernels()
  ) throws(ModelError) {
    self.model = model
    self.kernels = kernels
    self.precision = precision
    // Reading the one and packing the other take as long.
    let tokens = Beside { () throws(ModelError) in try model.tokenizer() }
    let parts = Result { () throws(ModelError) in
      let weights = try model.weights()
      if !model.wasChecked { try weights.weights.checkFinite(weights.all) }
      return (try Encoder(weights, model.encoder, kernels, precision), try Pooler(model, kernels))
    }
    // The thread is waited for whatever became of the weights.
    let read = Result { () throws(ModelError) in try tokens.result() }
    (encoder, pooler) = try parts.get()
    tokenizer = try read.get()
  }

  package var dimensions: Int { model.dimensions }

  /// Whether vectors have the length 1.
  package var normalizes: Bool { model.normalizes }

  /// The name of the arithmetic: with the same model and the same name, all bytes of vectors are the same.
  package var arithmetic: String { precision.arithmetic(kernels) }

  /// Gives a vector the length 1, as the model does at its end.
  package func normalize(_ vector: inout [Float]) {
    vector.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      kernels.normaliseLength(start, numbers.count)
    }
  }

  /// A text as the tokens that the model reads, and how many of them it could not take.
  package struct Tokens: Sendable, Hashable {
    package var ids: [UInt32] = []
    package var cut = 0
    /// How many at the beginning are a prompt's.
    package var prompt = 0

    package init() {}
  }

  /// Makes tokens of texts, cut to what the model takes.
  package func tokens(of texts: [String]) -> [Tokens] {
    var session = tokenizer.session()
    return texts.map { text in
      var tokens = Tokens()
      let text = model.lowercases ? text.lowercased() : text
      tokens.cut = session.encode(text.utf8Span.span, atMost: model.maxTokens, into: &tokens.ids)
      return tokens
    }
  }

  /// The vectors of texts, one behind the other, in their order.
  package func embed(
    _ texts: [Tokens],
    threads: Int = Machine.availableProcessors
  ) throws(SystemError) -> [Float] {
    let groups = Self.groups(of: texts)
    let result = AlignedFloats(texts.count * dimensions)
    let next = Counter()
    let work = { @Sendable in
      let rows = groups.lazy.map { $0.reduce(0) { $0 + texts[$1].ids.count } }.max() ?? 0
      let scratch = EncoderScratch(self.encoder, rows: max(1, rows))
      let spare = AlignedFloats(2 * self.pooler.widest)
      while true {
        let index = next.next()
        guard index < groups.count else { return }
        self.run(groups[index], texts, scratch, spare, result)
      }
    }
    var started: [SystemThread] = []
    for index in 1..<max(1, min(threads, groups.count)) {
      started.append(try SystemThread(name: "embed-\(index)", stackSize: 8 << 20, run: work))
    }
    work()
    for thread in started { thread.join() }
    return (0..<result.count).map { result.start[$0] }
  }

  /// Texts that go through the layers together: of like length, so that work is evenly shared.
  private static func groups(of texts: [Tokens]) -> [[Int]] {
    let order = texts.indices.filter { !texts[$0].ids.isEmpty }
      .sorted { (texts[$1].ids.count, $0) < (texts[$0].ids.count, $1) }
    var groups: [[Int]] = []
    var rows = 0
    for index in order {
      let count = texts[index].ids.count
      if groups.isEmpty || rows + count > rowsTogether {
        groups.append([])
        rows = 0
      }
      groups[groups.count - 1].append(index)
      rows += count
    }
    return groups
  }

  private func run(
    _ group: [Int],
    _ texts: [Tokens],
    _ scratch: EncoderScratch,
    _ spare: AlignedFloats,
    _ result: AlignedFloats
  ) {
    encoder.run(group.map { texts[$0].ids }, scratch)
    var row = 0
    for index in group {
      let count = texts[index].ids.count
      let length = pooler.pool(
        encoder.hidden(scratch) + row * encoder.stride,
        encoder.stride,
        count,
        prompt: texts[index].prompt,
        into: spare.start,
        spare: spare.start + pooler.widest
      )
      (result.start + index * dimensions).update(from: spare.start, count: length)
      row += count
    }
  }
}

/// Hands out numbers to threads.
final class Counter: Sendable {
  private let value = Atomic(0)

  func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}
