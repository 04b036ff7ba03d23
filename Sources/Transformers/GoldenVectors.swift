import Kernels
package import Digests
package import ModelFiles
import SystemIO

/// Texts whose vectors are recorded with a model, and compared later.
package enum GoldenVectors {
  /// Sentences of our own in several scripts.
  package static let texts = [
    "The rain gauge on the ridge tips twice an hour.",
    "Der Regenmesser auf dem Grat kippt zweimal in der Stunde.",
    "Le pluviomètre de la crête bascule deux fois par heure.",
    "Дождемер на гребне опрокидывается дважды в час.",
    "尾根の雨量計は一時間に二度傾く。",
    "مقياس المطر على الحافة ينقلب مرتين في الساعة.",
  ]

  /// How many numbers of each vector are recorded.
  private static let kept = 16
  /// How far numbers may be apart where sums are rounded otherwise, for vectors of length 1.
  package static let tolerance: Float = 1e-5

  /// Makes the vectors of the texts; refuses a model that gives none.
  package static func record(_ embedder: Embedder) throws(ModelError) -> RecordedVectors {
    let vectors = try vectors(of: texts, embedder)
    return RecordedVectors(
      arithmetic: embedder.arithmetic,
      entries: zip(texts, vectors).map { text, vector in
        .init(text: text, digest: digest(of: vector), numbers: Array(vector.prefix(kept)))
      }
    )
  }

  /// Makes the vectors anew and says how they differ from the recorded ones.
  package static func problems(
    of embedder: Embedder,
    beside recorded: RecordedVectors
  ) throws(ModelError) -> [String] {
    let vectors = try vectors(of: recorded.entries.map(\.text), embedder)
    let isSame = embedder.arithmetic == recorded.arithmetic
    return zip(recorded.entries, vectors).compactMap { entry, vector in
      if isSame, digest(of: vector) == entry.digest { return nil }
      let distance = distance(vector, entry.numbers)
      let allowed = tolerance * max(1, entry.numbers.map(abs).max() ?? 1)
      if isSame {
        return """
          the vector of '\(entry.text)' is not the one of the import; its numbers differ by up to \(distance)
          """
      }
      guard !(distance <= allowed) else { return nil }
      return """
        the vector of '\(entry.text)' differs from the one of the import by up to \(distance), and \
        \(embedder.arithmetic) beside \(recorded.arithmetic) may differ by \(allowed)
        """
    }
  }

  /// Says how vectors differ from what sentence-transformers gives, for a model of which that is known.
  package static func problems(
    of embedder: Embedder,
    knownAs model: Digest
  ) throws(ModelError) -> [String]? {
    guard let known = KnownModel.all["\(model)"] else { return nil }
    let vectors = try vectors(of: texts, embedder)
    var problems: [String] = []
    for (index, numbers) in known.numbers.enumerated() {
      let distance = distance(vectors[index], numbers)
      if !(distance <= tolerance) {
        problems.append(
          """
          the vector of '\(texts[index])' differs from that of sentence-transformers by up to \(distance), and \
          may by \(tolerance)
          """
        )
      }
    }
    return problems
  }

  private static func vectors(
    of texts: [String],
    _ embedder: Embedder
  ) throws(ModelError) -> [[Float]] {
    let all: [Float]
    do throws(SystemError) {
      all = try embedder.embed(embedder.tokens(of: texts))
    } catch {
      throw .unwritable(error)
    }
    let width = embedder.dimensions
    let vectors = texts.indices.map { Array(all[$0 * width..<($0 + 1) * width]) }
    for (text, vector) in zip(texts, vectors) where !vector.allSatisfy(\.isFinite) {
      throw .damaged(
        place: "'\(embedder.model.folder)'",
        "the vector of '\(text)' has numbers that are infinite or none"
      )
    }
    return vectors
  }

  private static func digest(of vector: [Float]) -> Digest {
    var bytes: [UInt8] = []
    VectorForm.f32.append(vector, to: &bytes)
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finish()
  }

  private static func distance(_ vector: [Float], _ numbers: [Float]) -> Float {
    zip(vector, numbers).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
