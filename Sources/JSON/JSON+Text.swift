extension JSON {
  /// The value on one line, members in their order, numbers as they were written.
  package var compact: String {
    var bytes: [UInt8] = []
    append(to: &bytes, canonically: false)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The one text of this value: members sorted by the bytes of their names, numbers in one spelling.
  ///
  /// Equal values have equal canonical texts, and only they; keys are hashed from it.
  package var canonical: String {
    var bytes: [UInt8] = []
    append(to: &bytes, canonically: true)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(to bytes: inout [UInt8], canonically: Bool) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let number):
      bytes.append(contentsOf: (canonically ? number.canonical : number.text).utf8)
    case .string(let text): appendQuoted(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.append(to: &bytes, canonically: canonically)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      let ordered =
        canonically
        ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in ordered.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendQuoted(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes, canonically: canonically)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
