import JSON

/// How the vectors of a text's tokens become one.
package struct Pooling: Sendable, Hashable {
  /// One way; the order is that of several results where files only say yes or no of each.
  package enum Mode: String, Sendable, Hashable, CaseIterable {
    /// The vector of the first token.
    case firstToken = "cls"
    /// The largest number at each place.
    case maximum = "max"
    case mean
    /// The sum, divided by the root of the count.
    case meanByRoot = "mean_sqrt_len_tokens"
    /// The mean in which the first token counts once, the second twice and so on.
    case weightedMean = "weightedmean"
    /// The vector of the last token.
    case lastToken = "lasttoken"

    /// The switch in files that say yes or no of each way.
    var flag: String {
      switch self {
      case .firstToken: "pooling_mode_cls_token"
      case .maximum: "pooling_mode_max_tokens"
      case .mean: "pooling_mode_mean_tokens"
      case .meanByRoot: "pooling_mode_mean_sqrt_len_tokens"
      case .weightedMean: "pooling_mode_weightedmean_tokens"
      case .lastToken: "pooling_mode_lasttoken"
      }
    }
  }

  package let modes: [Mode]
  /// Whether the tokens of a prompt count as well.
  package let includesPrompt: Bool

  /// What a plain transformer without any word on pooling gets.
  static let usual = Pooling(modes: [.mean], includesPrompt: true)

  init(modes: [Mode], includesPrompt: Bool) {
    self.modes = modes
    self.includesPrompt = includesPrompt
  }

  init(_ file: ConfigurationFile, width: Int) throws(ModelError) {
    for name in ["word_embedding_dimension", "embedding_dimension"] {
      guard let value = file.present(name) else { continue }
      guard try file.whole(name, 1...1 << 20) == width else {
        throw file.damage(
          "'\(name)' is \(ConfigurationFile.shown(value)), and the transformer gives \(width)",
          at: value
        )
      }
    }
    for member in file.tree.members ?? [] where member.name.hasPrefix("pooling_mode_") {
      guard Mode.allCases.contains(where: { $0.flag == member.name }) else {
        let isOn = try file.flag(member.name, default: false)
        guard !isOn else {
          throw file.refusal("'\(member.name)' is no way that is known", at: member.value)
        }
        continue
      }
    }
    var modes: [Mode] = []
    if let named = file.present("pooling_mode") {
      modes = try Self.modes(named, file)
    } else {
      for mode in Mode.allCases where try file.flag(mode.flag, default: mode == .mean) {
        modes.append(mode)
      }
    }
    guard !modes.isEmpty else { throw file.damage("it names no way of pooling") }
    self.modes = modes
    includesPrompt = try file.flag("include_prompt", default: true)
  }

  /// Reads the later form: the name of one way, or of several in the order of their results.
  private static func modes(
    _ named: JSON,
    _ file: ConfigurationFile
  ) throws(ModelError) -> [Mode] {
    var modes: [Mode] = []
    for element in named.elements ?? [named] {
      guard let name = element.string, let mode = Mode(rawValue: name) else {
        let known = Mode.allCases.map(\.rawValue).joined(separator: ", ")
        throw file.refusal(
          "'pooling_mode' is \(ConfigurationFile.shown(element)); those known are \(known)",
          at: element
        )
      }
      modes.append(mode)
    }
    return modes
  }
}
