package import Chunking
import Documents
import Pipeline

/// What the settings of the stages that make chunks say together.
package struct ChunkSettings: Sendable {
  package var maxCharacters: Int?
  package var newAfterCharacters: Int?
  package var combineUnder: Int?
  package var maxTokens: TokenLimit?
  package var newAfterTokens: Int?
  package var tokenizer: TokenizerName?
  package var overlap = 0
  package var overlapAll = false
  package var multipageSections = true
  package var isolateTable = true
  package var repeatTableHeaders = true
  package var skipTableChunking = false
  package var includeOriginals: Bool?
  package var separators: [String]?
  package var repeatTitles = false
  package var sentences: Int?
  package var leaveOut: [LeftOut]?
  package var parentCharacters: Int?
  package var parentTokens: TokenLimit?
  package var compat: Compatibility?

  package init() {}

  /// Whose chunks they are to be.
  package enum Compatibility: String, SettingChoice {
    case unstructured
  }

  package func options(_ strategy: ChunkingOptions.Strategy) -> ChunkingOptions {
    var options = ChunkingOptions(strategy)
    options.isCompatible = compat == .unstructured
    options.maxCharacters = maxCharacters
    options.newAfterCharacters = newAfterCharacters
    options.combineTextUnderCharacters = combineUnder
    options.maxTokens = maxTokens?.resolved(tokenizer)
    if maxTokens == nil, let longest = tokenizer?.longest, !options.isCompatible,
      strategy != .document
    {
      // What is longer than the model takes could not be embedded.
      options.maxTokens = longest
      options.maxCharacters = maxCharacters ?? ChunkingOptions.standardMaximum
    }
    options.newAfterTokens = newAfterTokens
    options.counter = tokenizer?.counter
    options.overlap = overlap
    options.overlapAll = overlapAll
    options.multipageSections = multipageSections
    options.isolatesTables = isolateTable
    options.repeatsTableHeaders = repeatTableHeaders
    options.skipsTables = skipTableChunking
    // What is there to go back to the elements by is in every chunk; only theirs had nothing else.
    options.includesOriginals = includeOriginals ?? options.isCompatible
    if let separators { options.separators = separators }
    options.repeatsTitles = repeatTitles
    options.maxSentences = sentences
    options.leavesOut = leaveOut.map { Set($0) } ?? LeftOut.standard
    options.parentCharacters = parentCharacters
    options.parentTokens = parentTokens?.resolved(tokenizer)
    return options
  }
}

extension LeftOut: SettingChoice {}
