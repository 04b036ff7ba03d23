import Chunking
import Digests
import Documents
import ModelFiles
package import Pipeline
import SystemIO
package import Transformers

/// Makes a vector of each chunk with a sentence transformer.
package struct EmbedChunks: StepStage {
  package static let kind = "transformer"
  package static let summary = "Makes a vector of each chunk with a sentence transformer."

  package static let settings: [Setting<EmbedChunks>] = [
    Setting(
      "model",
      \.model,
      "The model, by its name in the store of 'stampmill models' or the path of its folder.",
      role: .model,
      isRequired: true,
      where: { $0 != nil },
      "names a model"
    ),
    Setting(
      "on_truncate",
      \.onTruncate,
      "What a text that is too long does: fail its document, be embedded in pieces, or be cut with a remark."
    ),
    Setting(
      "prompt",
      \.prompt,
      "The model's prompt to put before each text; if unset, that for documents where the model has one."
    ),
    Setting(
      "dimensions",
      \.dimensions,
      "Keep only so many numbers of each vector, the first, as models made for that allow.",
      range: 1...1e6
    ),
    Setting(
      "precision",
      \.precision,
      "The numbers that weights are kept in: the fewer bits, the faster and the less exact."
    ),
    Setting("form", \.form, "The numbers in which vectors are kept."),
  ]

  package var model: ModelName?
  package var onTruncate = EmbeddingOptions.OnTruncate.error
  package var prompt: String?
  package var dimensions: Int?
  package var precision = Precision.f32
  package var form = VectorForm.f32
  private let engine = EmbeddingEngine()

  package init() {}

  // Kernels want many rows at once, and most documents are short.
  package static var documentsPerJob: Int { 8 }

  package func conflicts() -> [SettingConflict] {
    guard let model else { return [] }
    var conflicts: [SettingConflict] = []
    if let prompt, model.model.prompts[prompt] == nil {
      let known = model.model.prompts.all.map { "'\($0.name)'" }.joined(separator: ", ")
      conflicts.append(
        SettingConflict(
          "prompt",
          "'\(model.name)' has no prompt '\(prompt)'\(known.isEmpty ? "" : "; it has \(known)")"
        )
      )
    }
    let most = model.model.dimensions
    if let dimensions, dimensions > most {
      conflicts.append(
        SettingConflict(
          "dimensions",
          "'dimensions' is \(dimensions), and the vectors of '\(model.name)' have \(most)"
        )
      )
    }
    if !form.takesAnyLength, !model.model.normalizes {
      conflicts.append(
        SettingConflict(
          "form",
          "'form' is \"int8\", which is for vectors of length 1, and those of '\(model.name)' are not"
        )
      )
    }
    return conflicts
  }

  package func prepare(jobs: Int) throws(RunError) {
    guard let model else { return }
    _ = try engine.service(of: model.model, precision, threads: jobs)
  }

  package func process(_ input: Chunks, _ context: StepContext) async throws(StageFailure)
    -> Vectors
  {
    guard let model else { throw StageFailure("internal", "was to be embedded without a model") }
    let service: EmbeddingService
    do throws(RunError) {
      service = try engine.service(
        of: model.model,
        precision,
        threads: context.jobs ?? Machine.availableProcessors
      )
    } catch {
      throw StageFailure("model", "was not embedded: \(error)", isTemporary: true)
    }
    let options = options(of: model.model)
    var maker = VectorMaker(service, options, model.key(of: service.embedder.arithmetic), form)
    let texts = input.chunks.map(\.embeddedText)
    var start = 0
    while start < texts.count {
      guard !Task.isCancelled else {
        throw StageFailure("cancelled", "was given up while it was embedded", isTemporary: true)
      }
      let end = min(texts.count, start + VectorMaker.textsTogether)
      try await maker.add(texts[start..<end], context.parts)
      start = end
    }
    try judge(maker.tally, model, context)
    let space = Self.space(model.model, dimensions, form)
    return Vectors(chunks: input, space: space, bytes: maker.bytes, tally: maker.tally)
  }

  /// What all vectors have in common; nil without a model.
  package var space: VectorSpace? { model.map { Self.space($0.model, dimensions, form) } }

  private static func space(_ model: SentenceModel, _ dimensions: Int?, _ form: VectorForm)
    -> VectorSpace
  {
    VectorSpace(
      form: form,
      dimensions: dimensions ?? model.dimensions,
      similarity: model.usualSimilarity
    )
  }

  private func options(of model: SentenceModel) -> EmbeddingOptions {
    let name = prompt ?? model.prompts.forDocuments
    return EmbeddingOptions(
      onTruncate: onTruncate,
      dimensions: dimensions,
      prompt: name.flatMap { model.prompts[$0] } ?? ""
    )
  }

  /// Fails a document of which something would be lost, or says what is.
  private func judge(_ tally: EmbeddingTally, _ model: ModelName, _ context: StepContext)
    throws(StageFailure)
  {
    guard tally.cutTexts > 0 else { return }
    let chunks = tally.cutTexts == 1 ? "1 chunk" : "\(tally.cutTexts) chunks"
    let tokens = tally.cutTokens == 1 ? "1 token" : "\(tally.cutTokens) tokens"
    let lost = "\(chunks) with \(tokens) more than '\(model.name)' takes"
    guard onTruncate == .error else {
      context.remark("has \(lost); they are not in the vectors")
      return
    }
    throw StageFailure(
      "too-long",
      "has \(lost) (\(model.model.maxTokens)); let 'max_tokens' of the stage that cuts it be \"model\", or set 'on_truncate'"
    )
  }
}

extension EmbeddingOptions.OnTruncate: SettingChoice {}
extension VectorForm: SettingChoice {}
extension Precision: SettingChoice {}
