/// What is wrong with options, each with the setting's name as users write it.
package func problems(in options: ChunkingOptions) -> [(setting: String, sentence: String)] {
  var found: [(setting: String, sentence: String)] = []
  let maximum = options.maxCharacters
  if maximum < 1 {
    found.append(("max_characters", "max_characters is \(maximum), but must be at least 1."))
  }
  if let soft = options.newAfterCharacters, soft < 0 {
    found.append(("new_after_n_chars", "new_after_n_chars is \(soft), but must not be negative."))
  }
  let combineName = "combine_text_under_n_chars"
  if let threshold = options.combineTextUnderCharacters {
    if threshold < 0 {
      found.append((combineName, "\(combineName) is \(threshold), but must not be negative."))
    } else if maximum >= 1, threshold > maximum {
      found.append(
        (
          combineName,
          "\(combineName) is \(threshold), but must not be greater than max_characters, \(maximum)."
        )
      )
    }
  }
  if options.overlap < 0 {
    found.append(("overlap", "overlap is \(options.overlap), but must not be negative."))
  } else if maximum >= 1, options.overlap >= maximum {
    found.append(
      (
        "overlap",
        "overlap is \(options.overlap), but must be less than max_characters, \(maximum)."
      )
    )
  }
  return found
}
