import Digests
import Pipeline
import Transformers

/// The vectors of a document's texts: taken from the cache where another text was the same, else made.
struct VectorMaker {
  private let service: EmbeddingService
  private let options: EmbeddingOptions
  /// The beginning of every key: the model, and all that makes its vectors others.
  private let key: KeyHasher
  private let form: VectorForm
  private(set) var bytes: [UInt8] = []
  private(set) var tally = EmbeddingTally()

  /// How many texts are asked for at once: enough for all threads, few enough to give up soon.
  static let textsTogether = 512

  init(
    _ service: EmbeddingService,
    _ options: EmbeddingOptions,
    _ key: KeyHasher,
    _ form: VectorForm
  ) {
    self.service = service
    self.options = options
    var key = key
    key.add(options.prompt)
    key.add(options.onTruncate == .split ? "split" : "cut")
    self.key = key
    self.form = form
  }

  private func key(of text: String) -> Digest {
    var key = key
    key.add(text)
    return key.finish()
  }

  /// Adds the vectors of texts, in their order.
  mutating func add(_ texts: ArraySlice<String>, _ parts: KnownParts) async throws(StageFailure) {
    let keys = texts.map(key(of:))
    let width = service.embedder.dimensions
    var known: [Digest: KnownVector] = [:]
    for (key, part) in zip(keys, try parts.parts(for: keys)) {
      known[key] = part.flatMap { KnownVector($0, dimensions: width) }
    }
    var missing: [(key: Digest, text: String)] = []
    var asked: Set<Digest> = []
    for (key, text) in zip(keys, texts) where known[key] == nil && asked.insert(key).inserted {
      missing.append((key, text))
    }
    if !missing.isEmpty {
      let made = await service.vectors(of: missing.map(\.text), options)
      for (part, vector) in zip(missing, made) {
        known[part.key] = KnownVector(vector.counts, vector.numbers)
      }
      try parts.keep(missing.compactMap { part in known[part.key].map { (part.key, $0.bytes) } })
    }
    for key in keys {
      guard let vector = known[key] else { continue }
      tally.add(vector.counts)
      form.append(service.embedder.shortened(vector.numbers, to: options.dimensions), to: &bytes)
    }
  }
}
