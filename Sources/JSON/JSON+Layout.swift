extension JSON {
  /// The value laid out for people: two spaces a level, short lists and objects on one line.
  ///
  /// Laying out what was laid out changes nothing. Ends in a newline.
  package func layout(width: Int = 100) -> String {
    var text = ""
    write(to: &text, indent: 0, used: 0, width: width, isRoot: true)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int, used: Int, width: Int, isRoot: Bool) {
    let short = spaced
    // The root stays open, however short: it is the frame that people edit in.
    if !isContainer || (!isRoot && indent > 0 && used + short.unicodeScalars.count <= width)
      || isEmpty
    {
      text += short
      return
    }
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch value {
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner
        element.write(
          to: &text,
          indent: indent + 1,
          used: inner.count + 1,
          width: width,
          isRoot: false
        )
      }
      text += "\n" + outer + "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        let name = JSON(member.name).compact + ": "
        text += (index == 0 ? "\n" : ",\n") + inner + name
        member.value.write(
          to: &text,
          indent: indent + 1,
          used: inner.count + name.unicodeScalars.count + 1,
          width: width,
          isRoot: false
        )
      }
      text += "\n" + outer + "}"
    default: text += short
    }
  }

  private var isContainer: Bool {
    switch value {
    case .array, .object: true
    default: false
    }
  }

  private var isEmpty: Bool {
    switch value {
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  /// The value on one line with a space after each comma and colon.
  private var spaced: String {
    switch value {
    case .array(let elements):
      elements.isEmpty ? "[]" : "[" + elements.map(\.spaced).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ "
          + members.map { JSON($0.name).compact + ": " + $0.value.spaced }.joined(separator: ", ")
          + " }"
    default: compact
    }
  }
}
