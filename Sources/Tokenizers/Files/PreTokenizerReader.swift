import JSON

/// Reads the part of a file that says how texts are cut.
enum PreTokenizerReader {
  static func read(_ json: JSON) throws(TokenizerError) -> [PreTokenizerStep] {
    if json.isNull { return [] }
    let type = try json.text("type")
    switch type {
    case "Sequence":
      var steps: [PreTokenizerStep] = []
      for part in try json.required("pretokenizers").list() { steps += try read(part) }
      return steps
    case "BertPreTokenizer": return [.bert]
    case "Whitespace": return [.words]
    case "WhitespaceSplit": return [.whitespace]
    case "Punctuation":
      return [
        .punctuation(try json.present("behavior").map(PatternReader.behavior) ?? .isolated)
      ]
    case "Digits": return [.digits(areSingle: try json.flag("individual_digits"))]
    case "FixedLength":
      let length = try json.present("length")?.whole() ?? 5
      guard length > 0 else { throw .damaged(json.place, "pieces of no length") }
      return [.fixedLength(length)]
    case "CharDelimiterSplit", "Delimiter":
      return [.delimiter(try scalar(try json.required("delimiter")))]
    case "Split":
      return [
        .split(
          try PatternReader.read(try json.required("pattern")),
          try PatternReader.behavior(try json.required("behavior")),
          isInverted: try json.flag("invert")
        )
      ]
    case "Metaspace": return [.metaspace(try metaspace(json))]
    case "ByteLevel":
      return [
        .byteLevel(
          ByteLevelSplit(
            addsPrefixSpace: try json.flag("add_prefix_space"),
            usesExpression: try json.flag("use_regex", default: true)
          )
        )
      ]
    default: throw .unsupported(json.place, "the pre-tokenizer '\(type)'")
    }
  }

  private static func scalar(_ json: JSON) throws(TokenizerError) -> UInt32 {
    let scalars = Array(try json.text().unicodeScalars)
    guard scalars.count == 1 else { throw json.wrong("one character") }
    return scalars[0].value
  }

  private static func metaspace(_ json: JSON) throws(TokenizerError) -> Metaspace {
    var sign: [UInt8] = []
    sign.append(scalar: try scalar(try json.required("replacement")))
    var prepending = Metaspace.Prepending.always
    if let scheme = json.present("prepend_scheme") {
      guard let known = Metaspace.Prepending(rawValue: try scheme.text()) else {
        throw .damaged(scheme.place, "'\(scheme.string ?? "")' is no way to prepend")
      }
      prepending = known
    }
    // Files from before the schemes say it with a flag.
    if let adds = json.present("add_prefix_space"), try !json.flag("add_prefix_space") {
      guard json.present("prepend_scheme") == nil || prepending == .never else {
        throw .damaged(adds.place, "'add_prefix_space' contradicts 'prepend_scheme'")
      }
      prepending = .never
    }
    return Metaspace(
      sign: sign,
      prepending: prepending,
      splits: try json.flag("split", default: true)
    )
  }
}
