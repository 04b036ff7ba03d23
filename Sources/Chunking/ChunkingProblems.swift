/// What is wrong with options, each with the setting's name as users write it.
package func problems(in options: ChunkingOptions) -> [(setting: String, sentence: String)] {
  var check = OptionCheck(options)
  check.sizes()
  check.tokens()
  check.overlap()
  check.parents()
  check.separators()
  return check.found
}

private struct OptionCheck {
  let options: ChunkingOptions
  private(set) var found: [(setting: String, sentence: String)] = []

  init(_ options: ChunkingOptions) { self.options = options }

  private mutating func refuse(_ setting: String, _ rule: String) {
    found.append((setting, "\(setting) \(rule)."))
  }

  private mutating func least(_ setting: String, _ value: Int?, _ least: Int) {
    guard let value, value < least else { return }
    refuse(
      setting,
      "is \(value), but must " + (least == 0 ? "not be negative" : "be at least \(least)")
    )
  }

  /// The limit in characters, where there is one.
  private var maximum: Int? {
    options.maxCharacters ?? (options.maxTokens == nil ? ChunkingOptions.standardMaximum : nil)
  }

  mutating func sizes() {
    least("max_characters", options.maxCharacters, 1)
    least("new_after_n_chars", options.newAfterCharacters, 0)
    let name = "combine_text_under_n_chars"
    if let threshold = options.combineTextUnderCharacters, options.strategy == .byTitle {
      least(name, threshold, 0)
      let most = maximum ?? options.maxCharacters ?? ChunkingOptions.standardMaximum
      if most >= 1, threshold > most, options.isCompatible || maximum != nil {
        refuse(
          name,
          "is \(threshold), but must not be greater than max_characters, \(most)"
        )
      }
    }
    least("sentences", options.maxSentences, 1)
    if options.skipsTables, !options.isolatesTables {
      refuse(
        "skip_table_chunking",
        "cannot be true where isolate_table is false: a table that shares its chunk cannot pass whole"
      )
    }
  }

  mutating func tokens() {
    least("max_tokens", options.maxTokens, 1)
    least("new_after_n_tokens", options.newAfterTokens, 0)
    if options.maxTokens != nil, options.counter == nil {
      refuse("max_tokens", "needs tokenizer, which says what a token is")
    }
    if options.newAfterTokens != nil, options.maxTokens == nil {
      refuse("new_after_n_tokens", "needs max_tokens")
    }
    if options.isCompatible, options.maxTokens != nil, options.maxCharacters != nil {
      refuse(
        "max_tokens",
        "cannot stand beside max_characters where chunks are to be those of Unstructured"
      )
    }
    if options.strategy == .tokens, options.maxTokens == nil {
      refuse("max_tokens", "is missing: how many tokens is a chunk to have")
    }
  }

  mutating func overlap() {
    let overlap = options.overlap
    least("overlap", overlap, 0)
    let countsTokens = maximum == nil || options.isCompatible && options.maxTokens != nil
    let (name, most) =
      countsTokens ? ("max_tokens", options.maxTokens) : ("max_characters", maximum)
    if let most, most >= 1, overlap >= most {
      refuse("overlap", "is \(overlap), but must be less than \(name), \(most)")
    }
  }

  mutating func separators() {
    // None at all is meant: texts are then cut anywhere.
    guard let place = options.separators.firstIndex(of: "") else { return }
    refuse(
      "text_splitting_separators",
      "has an empty text at place \(place + 1), which parts nothing"
    )
  }

  mutating func parents() {
    least("parent_max_characters", options.parentCharacters, 1)
    least("parent_max_tokens", options.parentTokens, 1)
    if options.parentTokens != nil, options.counter == nil {
      refuse("parent_max_tokens", "needs tokenizer, which says what a token is")
    }
    if let parent = options.parentCharacters, let own = maximum, parent < own {
      refuse(
        "parent_max_characters",
        "is \(parent), but must not be less than max_characters, \(own)"
      )
    }
    if let parent = options.parentTokens, let own = options.maxTokens, parent < own {
      refuse("parent_max_tokens", "is \(parent), but must not be less than max_tokens, \(own)")
    }
    if options.isCompatible, options.parentCharacters != nil || options.parentTokens != nil {
      refuse(
        options.parentCharacters != nil ? "parent_max_characters" : "parent_max_tokens",
        "cannot stand where chunks are to be those of Unstructured, which knows no parents"
      )
    }
  }
}
