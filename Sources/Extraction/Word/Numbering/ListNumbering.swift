/// The lists of a document, and how far each has been counted.
final class ListNumbering {
  struct Definition {
    var levels: [Int: NumberingLevel] = [:]
    /// The style that it is the definition of.
    var styleLink: String?
    /// The style whose list is meant instead.
    var numberingStyle: String?
  }

  struct Instance {
    var definition: Int
    var levels: [Int: NumberingLevel] = [:]
    var starts: [Int: Int] = [:]
  }

  /// A label, and the level that it is of.
  struct Label: Equatable {
    var text: String
    var level: Int
  }

  private var definitions: [Int: Definition] = [:]
  private var instances: [Int: Instance] = [:]
  private var counters: [Int: [Int?]] = [:]
  /// The starts of instances that were obeyed already.
  private var started: Set<[Int]> = []

  func add(_ definition: Definition, _ id: Int) {
    if definitions[id] == nil { definitions[id] = definition }
  }

  func add(_ instance: Instance, _ id: Int) {
    if instances[id] == nil { instances[id] = instance }
  }

  /// The level that a style stands for in a list.
  func level(ofStyle style: String, in number: Int, _ styles: StyleSheet) -> Int? {
    guard let (definition, _) = definition(of: number, styles) else { return nil }
    return (0..<9).first { definitions[definition]?.levels[$0]?.style == style }
  }

  /// Counts one more paragraph of a list; nil where there is no such list.
  func next(_ number: Int, _ level: Int, _ styles: StyleSheet) -> Label? {
    let level = max(0, min(level, 8))
    guard number != 0, let (definition, instance) = definition(of: number, styles) else {
      return nil
    }
    func shape(_ level: Int) -> NumberingLevel {
      instance.levels[level] ?? definitions[definition]?.levels[level] ?? NumberingLevel()
    }
    let current = shape(level)
    var counts = counters[definition] ?? [Int?](repeating: nil, count: 9)
    if let start = instance.starts[level], started.insert([number, level]).inserted {
      counts[level] = start
    } else if let count = counts[level] {
      counts[level] = count + 1
    } else {
      counts[level] = instance.starts[level] ?? current.start
    }
    for deeper in (level + 1)..<9 where counts[deeper] != nil {
      let restart = shape(deeper).restart
      if restart == nil || level < restart ?? 0 { counts[deeper] = nil }
    }
    counters[definition] = counts
    let text = label(current) { index in
      let shape = shape(index)
      let count = counts[index] ?? instance.starts[index] ?? shape.start
      return (count, current.isLegal && shape.format != "decimalZero" ? "decimal" : shape.format)
    }
    return Label(text: text, level: level)
  }

  private func label(
    _ level: NumberingLevel,
    _ number: (Int) -> (count: Int, format: String)
  ) -> String {
    if level.format == "bullet" {
      return level.hasPicture ? "•" : SymbolFonts.bullet(level.text, font: level.font)
    }
    var label: [UInt8] = []
    var bytes = Array(level.text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%"), let digit = bytes.first, (0x31...0x39).contains(digit) {
        bytes = bytes.dropFirst()
        let (count, format) = number(Int(digit - 0x31))
        label += Array(NumberFormat.text(count, format).utf8)
      } else {
        label.append(byte)
      }
    }
    return String(decoding: label, as: UTF8.self)
  }

  /// Finds a list's definition, by way of a style where it says so.
  private func definition(of number: Int, _ styles: StyleSheet) -> (Int, Instance)? {
    guard let instance = instances[number] else { return nil }
    var definition = instance.definition
    for _ in 0..<8 {
      guard let link = definitions[definition]?.numberingStyle,
        definitions[definition]?.levels.isEmpty != false
      else { break }
      if let other = styles.numberingID(ofStyle: link), other != number,
        let next = instances[other]?.definition, next != definition
      {
        definition = next
      } else if let next = definitions.filter({ $0.value.styleLink == link }).keys.min() {
        definition = next
      } else {
        break
      }
    }
    return definitions[definition] == nil ? nil : (definition, instance)
  }
}
