import Spelling

/// Reads the words after a command's name into the command, by its table.
struct WordReader<Root> {
  private let owner: String
  private let slots: [Slot<Root>]
  private let shapes: [ParameterShape]
  private var mentions: [Int]
  private var operands: [String] = []
  private(set) var root: Root

  /// Starts from the defaults in `root`; `owner` is the command as messages call it.
  init(_ owner: String, _ slots: [Slot<Root>], defaults root: Root) {
    self.owner = owner
    self.slots = slots
    self.root = root
    shapes = slots.map { $0.shape(in: root) }
    mentions = slots.map { _ in 0 }
  }

  mutating func read(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      } else if shapes.isOperand(word) {
        operands.append(word)
      } else if word.hasPrefix("--") {
        try readLong(word, &rest)
      } else {
        try readLetters(word, &rest)
      }
    }
    try assignOperands()
  }

  private mutating func readLong(
    _ word: String,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count == 2 ? String(parts[1]) : nil
    guard let index = shapes.firstIndex(where: { $0.name == name }) else {
      throw unknown(name, near: name)
    }
    switch (shapes[index].value, attached) {
    case (.absent, let attached?):
      throw UsageError("Option '\(name)' takes no value, but '\(attached)' was given.")
    case (.absent, nil), (.optional, nil):
      try store(nil, at: index)
    case (.required, nil):
      try store(followingValue(of: index, &rest), at: index)
    case (_, let attached?):
      try store(attached, at: index)
    }
  }

  /// Reads `-qv`, `-j4` or `-j 4`: flags may be bundled, and a value ends the bundle.
  private mutating func readLetters(
    _ word: String,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let index = shapes.firstIndex(where: { $0.letter == "-\(letter)" }) else {
        let place = word.count == 2 ? "-\(letter)" : "-\(letter)' in '\(word)"
        throw unknown(place, near: "-\(word)")
      }
      let attached = letters.isEmpty ? nil : String(letters)
      switch shapes[index].value {
      case .absent:
        try store(nil, at: index)
        continue
      case .optional:
        try store(attached, at: index)
      case .required where attached == nil:
        try store(followingValue(of: index, &rest), at: index)
      case .required:
        try store(attached, at: index)
      }
      break
    }
  }

  /// Takes the next word as a value, unless it is plainly an option itself.
  private func followingValue(
    of index: Int,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    let shape = shapes[index]
    let needed = "\(shape.spelling) needs a value (\(shape.label))"
    guard let next = rest.first else { throw UsageError("\(needed).") }
    guard !shapes.isOption(next) else {
      throw UsageError(
        "\(needed), but '\(next)' follows; write '\(shape.name ?? "")=\(next)' if that is the value."
      )
    }
    rest.removeFirst()
    return next
  }

  private mutating func store(_ text: String?, at index: Int) throws(UsageError) {
    let shape = shapes[index]
    guard shape.repeats || shape.value == .absent || mentions[index] == 0 else {
      throw UsageError("\(shape.spelling) is given more than once, but takes one value.")
    }
    do throws(ArgumentProblem) {
      try slots[index].store(&root, text, mentions[index])
    } catch {
      let end = error.suggestion.map { "; did you mean '\($0)'?" } ?? "."
      throw UsageError("\(shape.spelling) takes \(error.expected), not '\(text ?? "")'\(end)")
    }
    mentions[index] += 1
  }

  /// Deals the operands out in order, so that each gets its minimum and the greedy one the rest.
  private mutating func assignOperands() throws(UsageError) {
    let places = shapes.indices.filter { shapes[$0].isOperand }
    var spare = operands.count - places.reduce(0) { $0 + shapes[$1].minimum }
    var rest = operands[...]
    for place in places {
      let shape = shapes[place]
      guard rest.count >= shape.minimum else {
        throw UsageError("'\(owner)' needs the argument \(shape.label).")
      }
      let wanted = shape.repeats ? .max : 1 - shape.minimum
      let extra = max(0, min(spare, wanted))
      spare -= extra
      for _ in 0..<(shape.minimum + extra) {
        if let word = rest.popFirst() { try store(word, at: place) }
      }
    }
    guard let surplus = rest.first else { return }
    throw UsageError("'\(owner)' does not expect the argument '\(surplus)'.")
  }

  private func unknown(_ name: String, near word: String) -> UsageError {
    let names = shapes.options.compactMap(\.name) + ["--help"]
    let end = nearest(to: word, in: names).map { "; did you mean '\($0)'?" } ?? "."
    return UsageError("'\(owner)' has no option '\(name)'\(end)")
  }
}
