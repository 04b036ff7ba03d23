import Chunking
package import Pipeline

/// Cuts documents into chunks that begin at titles.
package struct ChunkByTitle: StepStage {
  package static let kind = "by_title"
  package static let summary = "Cuts documents into chunks, beginning a new one at every title."
  package static let version = 2

  package static let settings: [Setting<ChunkByTitle>] = [
    Setting(
      "max_characters",
      \.maxCharacters,
      "The most characters in a chunk.",
      range: 1...1e9
    ),
    Setting(
      "new_after_n_chars",
      \.newAfter,
      "Begin a new chunk once this many are in it; as max_characters if unset.",
      range: 0...1e9
    ),
    Setting(
      "combine_text_under_n_chars",
      \.combineUnder,
      "Join a section shorter than this with the next; as max_characters if unset, 0 joins none.",
      range: 0...1e9
    ),
    Setting(
      "overlap",
      \.overlap,
      "Characters repeated where one element has to be cut.",
      range: 0...1e9
    ),
    Setting(
      "overlap_all",
      \.overlapAll,
      "Whether to repeat them between all neighbouring chunks."
    ),
    Setting(
      "multipage_sections",
      \.multipageSections,
      "Whether a chunk may go over a page's end."
    ),
  ]

  package var maxCharacters = 500
  package var newAfter: Int?
  package var combineUnder: Int?
  package var overlap = 0
  package var overlapAll = false
  package var multipageSections = true

  package init() {}

  private var options: ChunkingOptions {
    var options = ChunkingOptions()
    options.maxCharacters = maxCharacters
    options.newAfterCharacters = newAfter
    options.combineTextUnderCharacters = combineUnder
    options.overlap = overlap
    options.overlapAll = overlapAll
    options.multipageSections = multipageSections
    return options
  }

  package func conflicts() -> [SettingConflict] {
    problems(in: options).map { setting, sentence in
      // Diagnostics quote names and go without the full stop.
      let rest = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
      return SettingConflict(setting, "'\(setting)'\(rest.dropFirst(setting.count))")
    }
  }

  package func process(_ input: Elements, _ context: StepContext) async throws(StageFailure)
    -> Chunks
  {
    Chunks(title: input.title, chunks: chunkByTitle(input.elements, options))
  }
}
