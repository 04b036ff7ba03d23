/// The rule by which an indented group of lines of a plain text is program text.
enum CodeRule {
  static func isCode(_ lines: [TextLine], in bytes: [UInt8]) -> Bool {
    guard lines.allSatisfy({ $0.indent >= 4 && !$0.hasWideIndent }) else { return false }
    let signs = lines.count { hasCodeSign(bytes[$0.content]) }
    return signs * 2 >= lines.count
  }

  private static func hasCodeSign(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, let last = line.last else { return false }
    if "{};".utf8.contains(last) || "{}$<#@".utf8.contains(first) { return true }
    var previous: UInt8 = 0
    for byte in line.prefix(400) {
      switch (previous, byte) {
      case (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "="), UInt8(ascii: "=")),
        (UInt8(ascii: "-"), UInt8(ascii: ">")), (UInt8(ascii: "="), UInt8(ascii: ">")),
        (UInt8(ascii: ":"), UInt8(ascii: ":")), (UInt8(ascii: " "), UInt8(ascii: "=")),
        (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: ":"), UInt8(ascii: "=")):
        return true
      default: previous = byte
      }
    }
    return false
  }

  /// The lines as they stand, without the indentation that they share.
  static func text(_ lines: [TextLine], in bytes: [UInt8]) -> String {
    let shared = lines.map(\.indent).min() ?? 0
    var output: [UInt8] = []
    for line in lines {
      if !output.isEmpty { output.append(0x0A) }
      output += [UInt8](repeating: 0x20, count: line.indent - shared)
      output += bytes[line.content]
    }
    return String(decoding: output, as: UTF8.self)
  }
}
