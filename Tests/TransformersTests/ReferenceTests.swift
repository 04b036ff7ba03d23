import JSON
import Kernels
import ModelFiles
import SystemIO
import Testing
import Transformers

/// The vectors that sentence-transformers makes of the same texts with the same small models.
///
/// scripts/check/make_small_models.py wrote the models beside this file.
@Suite struct `Vectors beside the reference's` {
  private static let folder = {
    let parts = #filePath.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/") + "/Models"
  }()

  private static let names = [
    "bert-mean", "bge", "dense", "distilbert", "e5", "instructor", "instructor-cls", "last",
    "lower",
    "max", "mpnet", "mpnet-half", "roberta", "root", "several", "weighted", "xlmr", "xlmr-new",
  ]

  struct Answer {
    let prompt: String?
    let text: String
    let vector: [Double]
  }

  private static func answers(_ name: String) throws -> [Answer] {
    let bytes = try readFile("\(folder)/\(name)/expected.json", limit: 1 << 24).bytes
    let list = try #require(try JSONParser.value(bytes, file: name).elements)
    return try list.map { answer in
      Answer(
        prompt: answer["prompt"]?.string,
        text: try #require(answer["text"]?.string),
        vector: try #require(answer["vector"]?.elements?.compactMap(Self.number))
      )
    }
  }

  private static func number(_ json: JSON) -> Double? {
    if case .number(let number) = json.value { number.double } else { nil }
  }

  @Test(arguments: names)
  func `are the same`(name: String) throws {
    let model = try SentenceModel(folder: "\(Self.folder)/\(name)")
    let answers = try Self.answers(name)
    #expect(answers.count >= 10)
    for level in KernelLevel.allCases where level <= .best {
      let embedder = try Embedder(model, .f32, Kernels(level))
      for prompt in Set(answers.map(\.prompt)) {
        let name = prompt ?? model.prompts.usual
        let options = EmbeddingOptions(prompt: name.flatMap { model.prompts[$0] } ?? "")
        let chosen = answers.filter { $0.prompt == prompt }
        var queue = EmbeddingQueue(embedder, options)
        for answer in chosen { _ = try queue.append(answer.text) }
        let vectors = try queue.embed()
        let width = embedder.dimensions
        for (index, answer) in chosen.enumerated() {
          #expect(answer.vector.count == width)
          let scale = max(1, answer.vector.lazy.map(abs).max() ?? 1)
          let largest = zip(vectors[index * width..<(index + 1) * width], answer.vector)
            .map { abs(Double($0) - $1) }.max()
          #expect((largest ?? 1) < 2e-6 * scale, "\(level), '\(answer.text)'")
        }
      }
    }
  }
}
