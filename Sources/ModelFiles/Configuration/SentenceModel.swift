import JSON
package import Tokenizers

/// A folder with a transformer that makes vectors of texts, in the form of Hugging Face's libraries.
///
/// Making one reads and checks the small files; `tokenizer` and `weights` read the large ones.
package struct SentenceModel: Sendable, Hashable {
  package let folder: String
  /// The folder of the transformer itself and of its tokenizer.
  package let encoderFolder: String
  package let encoder: EncoderConfiguration
  /// What follows the transformer; the first is a pooling.
  package let steps: [ModelStep]
  /// The most tokens of a text that the model takes, those around it included.
  package let maxTokens: Int
  /// Whether texts are put in lower case before the tokenizer sees them.
  package let lowercases: Bool
  package let prompts: Prompts
  /// How vectors are meant to be compared; nil where no file says.
  package let similarity: Similarity?
  /// What was taken for granted, as sentences.
  package let remarks: [String]

  /// Reads the configuration of a model.
  package init(folder: String) throws(ModelError) {
    self.folder = folder
    var remarks: [String] = []
    let list = try ConfigurationFile("\(folder)/modules.json")
    let modules = try list.map { (list) throws(ModelError) in
      try ModuleList(list, folder: folder).modules
    }
    let encoderFolder = modules?.first?.folder ?? folder
    self.encoderFolder = encoderFolder
    let configuration = try ConfigurationFile.required(
      "\(encoderFolder)/config.json",
      "it says what kind of model this is"
    )
    encoder = try EncoderConfiguration(configuration)
    if configuration.present("auto_map") != nil {
      remarks.append("'\(configuration.path)' names a program of its own, which is not run")
    }
    if let modules {
      steps = try Self.steps(modules.dropFirst(), width: encoder.hiddenSize)
    } else {
      steps = [.pooling(.usual)]
      remarks.append("there is no 'modules.json': a text's vector is the mean of its tokens'")
    }
    let sentence = try Self.sentenceFile(encoderFolder)
    lowercases = try sentence?.flag("do_lower_case", default: false) ?? false
    maxTokens = try Self.maxTokens(sentence, encoderFolder, encoder, &remarks)
    let uses = try ConfigurationFile.optional("\(folder)/config_sentence_transformers.json")
    prompts = try uses.map { (file) throws(ModelError) in try Prompts(file) } ?? Prompts()
    similarity = try uses.flatMap { (file) throws(ModelError) in try Self.similarity(file) }
    self.remarks = remarks
  }

  /// How many numbers a text's vector has.
  package var dimensions: Int {
    steps.reduce(encoder.hiddenSize) { width, step in
      switch step {
      case .pooling(let pooling): width * pooling.modes.count
      case .dense(let layer): layer.outputCount
      case .normalize: width
      }
    }
  }

  /// Whether vectors have the length 1.
  package var normalizes: Bool { steps.last == .normalize }

  /// How vectors are compared where nobody says: as by the library that the files are for.
  package var usualSimilarity: Similarity { similarity ?? .cosine }

  // MARK: Reading

  private static func steps(
    _ modules: ArraySlice<ModuleList.Module>,
    width: Int
  ) throws(ModelError) -> [ModelStep] {
    var steps: [ModelStep] = []
    var width = width
    for module in modules {
      switch module.kind {
      case .pooling:
        let pooling = try Pooling(
          try .required("\(module.folder)/config.json", "it says how tokens become one vector"),
          width: width
        )
        width *= pooling.modes.count
        steps.append(.pooling(pooling))
      case .dense:
        let layer = try DenseLayer(
          try .required("\(module.folder)/config.json", "it describes a layer of the model"),
          folder: module.folder,
          width: width
        )
        width = layer.outputCount
        steps.append(.dense(layer))
      case .normalize: steps.append(.normalize)
      case .transformer, .dropout: break
      }
    }
    return steps
  }

  /// The file about sentences, which was once called after the kind of model.
  private static func sentenceFile(_ folder: String) throws(ModelError) -> ConfigurationFile? {
    for kind in ["bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet"] {
      if let file = try ConfigurationFile.optional("\(folder)/sentence_\(kind)_config.json") {
        return file
      }
    }
    return nil
  }

  /// What the sentence file says, else the less of what the tokenizer and the positions allow.
  private static func maxTokens(
    _ sentence: ConfigurationFile?,
    _ folder: String,
    _ encoder: EncoderConfiguration,
    _ remarks: inout [String]
  ) throws(ModelError) -> Int {
    let most = encoder.longestText
    if let sentence, sentence.present("max_seq_length") != nil {
      let wanted = try sentence.whole("max_seq_length", 1...1 << 30)
      if wanted > most {
        remarks.append(
          "'\(sentence.path)' allows \(wanted) tokens, and the model has positions for \(most)"
        )
      }
      return min(wanted, most)
    }
    let tokenizer = try ConfigurationFile.optional("\(folder)/tokenizer_config.json")
    // Libraries write an absurd number where they know none.
    guard let length = tokenizer?.present("model_max_length")?.integer, length > 0 else {
      return most
    }
    return min(length, most)
  }

  private static func similarity(_ file: ConfigurationFile) throws(ModelError) -> Similarity? {
    guard file.present("similarity_fn_name") != nil else { return nil }
    let name = try file.text("similarity_fn_name")
    guard let similarity = Similarity(rawValue: name) else {
      let known = Similarity.allCases.map(\.rawValue).joined(separator: ", ")
      throw file.refusal(
        "'similarity_fn_name' is '\(name)'; those known are \(known)",
        at: file.present("similarity_fn_name")
      )
    }
    return similarity
  }
}

extension SentenceModel {
  /// Loads the tokenizer, whose ids must all have a vector.
  package func tokenizer() throws(ModelError) -> Tokenizer {
    let tokenizer: Tokenizer
    do throws(TokenizerError) {
      tokenizer = try Tokenizer(folder: encoderFolder)
    } catch {
      throw .tokenizer(error)
    }
    let largest = tokenizer.largestID
    guard largest < encoder.vocabularySize else {
      throw .damaged(
        place: "'\(encoderFolder)'",
        """
        its tokenizer has ids up to \(largest), and 'config.json' has a 'vocab_size' of \
        \(encoder.vocabularySize)
        """
      )
    }
    let around = tokenizer.specialTokensCount
    guard around < maxTokens else {
      throw .damaged(
        place: "'\(encoderFolder)'",
        "it takes \(maxTokens) tokens, and its tokenizer puts \(around) around every text"
      )
    }
    return tokenizer
  }
}
