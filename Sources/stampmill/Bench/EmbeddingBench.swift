import JSON
import Kernels
import SystemIO
import Transformers

/// One measurement of embedding texts.
struct EmbeddingBench {
  private let embedder: Embedder
  private let texts: [String]
  private let threads: Int

  init(_ embedder: Embedder, texts: [String], threads: Int) {
    self.embedder = embedder
    self.texts = texts
    self.threads = threads
  }

  /// Embeds all texts some times, then a query again and again, then measures what the processor can do.
  func measure(passes: Int, load: Int64) throws(SystemError) -> BenchFigures {
    var figures = BenchFigures()
    figures.texts = texts.count
    figures.threads = threads
    figures.loadSeconds = Double(load) / 1e9
    figures.level = embedder.kernels.level.rawValue
    figures.seconds = .infinity
    for _ in 0..<passes {
      let start = MonotonicClock.now
      let (vectors, lengths) = try pass()
      figures.seconds = min(figures.seconds, Double(MonotonicClock.now - start) / 1e9)
      figures.vectors = vectors
      figures.tokens = lengths.reduce(0, +)
      figures.operations = embedder.operations(of: lengths)
    }
    figures.querySeconds = try queries()
    figures.peakBytes = ProcessUsage.current().peakResidentBytes
    figures.peakRate = try ProcessorPeak.measure(embedder.kernels, threads: threads)
    let peak = try ProcessorPeak.measure(embedder.kernels, threads: 1)
    figures.products = embedder.productRates().map { ($0, $0.rate / peak) }
    return figures
  }

  /// All texts once, as `embed` makes their vectors, tokens included.
  private func pass() throws(SystemError) -> (vectors: [Float], lengths: [Int]) {
    var queue = EmbeddingQueue(embedder, threads: threads)
    var vectors: [Float] = []
    var lengths: [Int] = []
    for text in texts {
      lengths.append(try queue.append(text).read)
      if queue.waitingRows >= EmbeddingQueue.plenty { vectors += try queue.embed() }
    }
    vectors += try queue.embed()
    return (vectors, lengths)
  }

  /// How long single queries take, the shortest first.
  private func queries() throws(SystemError) -> [Double] {
    var times: [Double] = []
    for round in 0..<330 {
      let start = MonotonicClock.now
      let tokens = embedder.tokens(of: [BenchTexts.query])
      _ = try embedder.embed(tokens, threads: threads)
      // The first ones bring everything in.
      if round >= 30 { times.append(Double(MonotonicClock.now - start) / 1e9) }
    }
    return times.sorted()
  }
}

/// What was measured.
struct BenchFigures {
  var texts = 0
  var tokens = 0
  var threads = 1
  var level = ""
  var loadSeconds = 0.0
  var seconds = 0.0
  var operations = 0.0
  var peakRate = 0.0
  var peakBytes: Int64 = 0
  var querySeconds: [Double] = []
  var vectors: [Float] = []
  /// The products of a layer on one thread, and their shares of its peak.
  var products: [(product: ProductRate, share: Double)] = []

  private func query(_ share: Double) -> Double {
    querySeconds.isEmpty ? 0 : querySeconds[Int(Double(querySeconds.count - 1) * share)]
  }

  private func rounded(_ value: Double, _ steps: Double) -> Double {
    (value * steps).rounded() / steps
  }

  var json: JSON {
    [
      "texts": JSON(texts), "tokens": JSON(tokens), "threads": JSON(threads), "level": JSON(level),
      "texts_per_s": JSON(rounded(Double(texts) / seconds, 10)),
      "tokens_per_s": JSON(rounded(Double(tokens) / seconds, 1)),
      "gflop_per_s": JSON(rounded(operations / seconds / 1e9, 10)),
      "peak_gflop_per_s": JSON(rounded(peakRate / 1e9, 10)),
      "share_of_peak": JSON(rounded(operations / seconds / peakRate, 1000)),
      "load_ms": JSON(rounded(loadSeconds * 1e3, 10)),
      "query_p50_ms": JSON(rounded(query(0.5) * 1e3, 1000)),
      "query_p90_ms": JSON(rounded(query(0.9) * 1e3, 1000)),
      "peak_rss_mib": JSON(Int(peakBytes >> 20)),
      "products": JSON(
        products.map { product, share in
          [
            "inputs": JSON(product.inputs), "columns": JSON(product.columns),
            "activated": JSON(product.isActivated), "share_of_peak": JSON(rounded(share, 1000)),
          ]
        }
      ),
    ]
  }

  var text: String {
    func line(_ name: String, _ value: String) -> String {
      name + String(repeating: " ", count: max(1, 16 - name.utf8.count)) + value + "\n"
    }
    let share = rounded(100 * operations / seconds / peakRate, 1)
    return line("texts", "\(texts), \(tokens) tokens, \(threads) threads, \(level)")
      + line("texts/s", "\(rounded(Double(texts) / seconds, 10))")
      + line("tokens/s", "\(Int(Double(tokens) / seconds))")
      + line(
        "GFLOP/s",
        """
        \(Int(operations / seconds / 1e9)), \(Int(share)) % of the \(Int(peakRate / 1e9)) that this processor can do
        """
      )
      + products.map { product, share in
        line(
          "\(product.inputs) x \(product.columns)",
          "\(Int((100 * share).rounded())) % of one thread's peak"
            + (product.isActivated ? ", activation included" : "")
        )
      }.joined()
      + line("load", "\(rounded(loadSeconds * 1e3, 10)) ms")
      + line(
        "query",
        "\(rounded(query(0.5) * 1e3, 1000)) ms, one in ten over \(rounded(query(0.9) * 1e3, 1000)) ms"
      )
      + line("memory", "\(peakBytes >> 20) MiB at most")
  }
}
