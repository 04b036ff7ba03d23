package import Chunking
package import Pipeline

/// A stage that cuts documents into chunks; which settings it has is all that one differs in from another.
package protocol ChunkStage: StepStage where Input == Elements, Output == Chunks {
  static var strategy: ChunkingOptions.Strategy { get }
  var chunking: ChunkSettings { get set }
}

extension ChunkStage {
  package static var version: Int { 4 }

  package var options: ChunkingOptions { chunking.options(Self.strategy) }

  package func conflicts() -> [SettingConflict] {
    let unknown = [
      ("max_tokens", chunking.maxTokens), ("parent_max_tokens", chunking.parentTokens),
    ]
    .filter { $0.1 == .model && chunking.tokenizer?.longest == nil }
    if let (setting, _) = unknown.first {
      return [
        SettingConflict(
          setting,
          "'\(setting)' is \"model\", but "
            + (chunking.tokenizer.map { "'\($0.name)' does not say how many tokens it takes" }
              ?? "there is no 'tokenizer'")
        )
      ]
    }
    let refused = problems(in: options).map { setting, sentence in
      // Diagnostics quote names and go without the full stop.
      let rest = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
      return SettingConflict(setting, "'\(setting)'\(rest.dropFirst(setting.count))")
    }
    return refused + tooFewTokens + withoutEffect
  }

  /// Limits that the tokens which a model adds to every text fill up by themselves.
  private var tooFewTokens: [SettingConflict] {
    guard let added = options.counter?.added, added > 0 else { return [] }
    return [("max_tokens", options.maxTokens), ("parent_max_tokens", options.parentTokens)]
      .compactMap { setting, limit in
        guard let limit, limit >= 1, limit <= added else { return nil }
        return SettingConflict(
          setting,
          "'\(setting)' is \(limit), but the tokenizer adds \(added) tokens to every text"
        )
      }
  }

  private var withoutEffect: [SettingConflict] {
    var found: [SettingConflict] = []
    if chunking.compat != nil, chunking.leaveOut != nil {
      found.append(
        SettingConflict(
          "leave_out",
          "'leave_out' has no effect beside 'compat', whose chunks have everything",
          severity: .warning
        )
      )
    }
    if chunking.compat == nil, chunking.separators != nil {
      found.append(
        SettingConflict(
          "text_splitting_separators",
          "'text_splitting_separators' has no effect without 'compat'",
          severity: .warning
        )
      )
    }
    return found
  }

  package func process(_ input: Elements, _ context: StepContext) async throws(StageFailure)
    -> Chunks
  {
    let (text, ledger) = Chunker.cut(input.elements, options)
    try ledger.check()
    if text.chunks.isEmpty, !ledger.drops.isEmpty {
      let sorts = LeftOut.allCases.filter { ledger.drops[$0] != nil }.map(\.rawValue)
      context.remark("gives no chunk, since all of its text is \(sorts.joined(separator: " or "))")
    }
    return Chunks(
      title: input.title,
      chunks: text.chunks,
      parents: text.parents,
      elements: ElementKeys(of: input.elements, leavingOut: options),
      ledger: ledger
    )
  }
}

extension ChunkLedger {
  /// A document of which something would be lost fails, where it could be searched with a hole in it.
  package func check() throws(StageFailure) {
    guard !isClosed else { return }
    let amounts = amounts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    throw StageFailure(
      "lost",
      "cannot be cut without a loss, which is a defect of this program: characters \(amounts)"
    )
  }
}

// The settings, each declared once for all stages that have it.

extension ChunkStage {
  static var sizes: [Setting<Self>] {
    [
      Setting(
        "max_characters",
        \.chunking.maxCharacters,
        "The most characters in a chunk; 500 if unset, or no such limit if max_tokens is set.",
        range: 1...1e9
      ),
      Setting(
        "max_tokens",
        \.chunking.maxTokens,
        "The most tokens in what is embedded for a chunk, with titles and the model's own; what the tokenizer's model takes if unset or 'model'."
      ),
      Setting(
        "tokenizer",
        \.chunking.tokenizer,
        "What counts tokens; if unset, the model that the chunks come to.",
        isOfModel: true
      ),
    ]
  }

  static var softSizes: [Setting<Self>] {
    [
      Setting(
        "new_after_n_chars",
        \.chunking.newAfterCharacters,
        "Begin a new chunk once more than this are in it; as max_characters if unset.",
        range: 0...1e9
      ),
      Setting(
        "new_after_n_tokens",
        \.chunking.newAfterTokens,
        "Begin a new chunk once more tokens than this are in it; as max_tokens if unset.",
        range: 0...1e9
      ),
    ]
  }

  static var overlap: Setting<Self> {
    Setting(
      "overlap",
      \.chunking.overlap,
      "Characters repeated where one element has to be cut; tokens where only max_tokens is set.",
      range: 0...1e9
    )
  }

  static var overlapAll: Setting<Self> {
    Setting(
      "overlap_all",
      \.chunking.overlapAll,
      "Whether to repeat them between all neighbouring chunks."
    )
  }

  static var tables: [Setting<Self>] {
    [
      Setting(
        "isolate_table",
        \.chunking.isolateTable,
        "Whether a table is alone in its chunk, with the heading and caption right above it."
      ),
      Setting(
        "repeat_table_headers",
        \.chunking.repeatTableHeaders,
        "Whether later pieces of a table begin with its heads."
      ),
      Setting(
        "skip_table_chunking",
        \.chunking.skipTableChunking,
        "Whether tables pass whole, however long."
      ),
    ]
  }

  static var contents: [Setting<Self>] {
    [
      Setting(
        "repeat_titles",
        \.chunking.repeatTitles,
        "Whether the titles above a chunk stand in front of what is embedded."
      ),
      Setting(
        "leave_out",
        \.chunking.leaveOut,
        "What is in no chunk; headers, footers, page_numbers and watermarks if unset."
      ),
      Setting(
        "include_orig_elements",
        \.chunking.includeOriginals,
        "Whether chunks carry their elements; only with compat if unset."
      ),
    ]
  }

  static var parents: [Setting<Self>] {
    [
      Setting(
        "parent_max_characters",
        \.chunking.parentCharacters,
        "Make chunks as pieces of larger ones of so many characters, whose text they carry.",
        range: 1...1e9
      ),
      Setting(
        "parent_max_tokens",
        \.chunking.parentTokens,
        "The same in tokens."
      ),
    ]
  }

  static var compatibility: [Setting<Self>] {
    [
      Setting(
        "compat",
        \.chunking.compat,
        "Whose chunks they are to be exactly, with all that users report as defects."
      ),
      Setting(
        "text_splitting_separators",
        \.chunking.separators,
        "With compat only: what long texts are cut at, the best first; a line end, then a space, if unset."
      ),
    ]
  }
}
