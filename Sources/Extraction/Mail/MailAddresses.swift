/// Lists of addresses in header fields.
enum MailAddresses {
  /// The entries of a list, decoded, each as it is written.
  static func list(_ value: [UInt8]) -> [String] {
    var entries: [String] = []
    var start = 0
    var isQuoted = false
    var depth = 0
    var index = 0
    func add(_ end: Int) {
      let entry = EncodedWords.decode(Array(value[min(start, end)..<end]))
      if !entry.isEmpty { entries.append(unquoted(entry)) }
      start = end + 1
    }
    while index < value.count, entries.count < 10_000 {
      switch value[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted: depth = max(0, depth - 1)
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if !isQuoted, depth == 0 { add(index) }
      default: break
      }
      index += 1
    }
    add(value.count)
    return entries
  }

  /// Takes the quotes from around a name.
  private static func unquoted(_ entry: String) -> String {
    guard entry.hasPrefix("\""), let close = entry.dropFirst().firstIndex(of: "\"") else {
      return entry
    }
    let name = entry[entry.index(after: entry.startIndex)..<close]
    return String(name) + entry[entry.index(after: close)...]
  }
}
