import Documents
import LibXML

extension StoryReader {
  mutating func fieldCharacter(_ attributes: borrowing XMLAttributes) {
    if attributes.equals(.fldCharType, "begin") {
      fields.append(Field())
      // Nested deeper than any field is; what is open then shows its result.
      if fields.count > 64 { fields.removeFirst() }
    } else if attributes.equals(.fldCharType, "separate") {
      beginResult()
    } else if attributes.equals(.fldCharType, "end") {
      endField()
    }
  }

  mutating func openSimpleField(_ attributes: borrowing XMLAttributes) {
    var field = Field()
    field.instruction = attributes.bytes(.instr) ?? []
    field.isSimple = true
    ledger.found += InkCount.count(field.instruction)
    ledger.drop(.machinery, InkCount.count(field.instruction))
    fields.append(field)
    beginResult()
  }

  mutating func addInstruction(_ text: borrowing Span<UInt8>) {
    let ink = InkCount.count(text)
    ledger.found += ink
    ledger.drop(.machinery, ink)
    guard !fields.isEmpty, fields[fields.count - 1].instruction.count < 4096 else { return }
    fields[fields.count - 1].instruction.append(copying: text)
  }

  private mutating func beginResult() {
    guard !fields.isEmpty else { return }
    let last = fields.count - 1
    fields[last].showsResult = true
    fields[last].paragraph = paragraphs.last?.serial ?? 0
    fields[last].start = paragraphs.last?.text.bytes.count ?? 0
    let instruction = FieldInstruction(fields[last].instruction)
    fields[last].isContents = instruction.isContents
    fields[last].url = instruction.url
  }

  mutating func endField() {
    guard let field = fields.popLast() else { return }
    if let check = field.check, isShown, hasParagraph { addBox(check) }
    if !field.entries.isEmpty, isShown, hasParagraph,
      paragraphs[paragraphs.count - 1].text.bytes.count == field.start || !field.showsResult
    {
      let choice = max(0, min(field.choice ?? 0, field.entries.count - 1))
      addGenerated(field.entries[choice])
    }
    if let url = field.url, hasParagraph,
      paragraphs[paragraphs.count - 1].serial == field.paragraph
    {
      addLink(from: field.start, url)
    }
  }

  /// Adds a check box of a form, for which there is no sign in the text.
  private mutating func addBox(_ check: Bool) {
    if frames[frames.count - 1].kind == .cell {
      // A cell has nothing else to show it with.
      addGenerated(check ? "☒" : "☐")
    } else {
      paragraphs[paragraphs.count - 1].extra.checks.append(check)
      paragraphs[paragraphs.count - 1].extra.boxes.append(check)
    }
  }

  /// Reads the data of a form field, which stand at the beginning of the field.
  mutating func formFieldProperty(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard !fields.isEmpty else { return }
    let last = fields.count - 1
    switch name {
    case .checkBox: fields[last].check = false
    case .default, .checked:
      if fields[last].check != nil { fields[last].check = attributes.isOn() }
      if !fields[last].entries.isEmpty || fields[last].check == nil {
        fields[last].choice = fields[last].choice ?? attributes.integer(.val)
      }
    case .result: fields[last].choice = attributes.integer(.val)
    case .listEntry: fields[last].entries.append(attributes.string(.val) ?? "")
    default: break
    }
  }
}

/// The code of a field, as far as it bears on the text.
struct FieldInstruction {
  private(set) var isContents = false
  private(set) var url: String?

  init(_ instruction: [UInt8]) {
    let words = Self.words(instruction)
    guard let name = words.first?.uppercased() else { return }
    switch name {
    case "TOC": isContents = true
    case "HYPERLINK":
      var address = ""
      var anchor: String?
      var index = 1
      while index < words.count {
        switch words[index] {
        case "\\l":
          if index + 1 < words.count { anchor = words[index + 1] }
          index += 1
        case "\\o", "\\t": index += 1
        case let word where word.hasPrefix("\\"): break
        case let word: if address.isEmpty { address = word }
        }
        index += 1
      }
      url = address + (anchor.map { "#" + $0 } ?? "")
    default: break
    }
  }

  /// Parts a code at white space, but not within quotes.
  private static func words(_ instruction: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    var hasWord = false
    for byte in instruction {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        hasWord = true
      } else if byte <= 0x20, !isQuoted {
        if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        hasWord = false
      } else {
        word.append(byte)
        hasWord = true
      }
    }
    if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
