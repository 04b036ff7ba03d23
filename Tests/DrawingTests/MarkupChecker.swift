/// A small checker of XML's well-formedness, as far as drawings and reports use XML.
struct MarkupChecker {
  /// What is wrong first, or nil.
  private(set) var complaint: String?
  /// All elements in the order of their start tags.
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""

  private var rest: Substring
  private var open: [String] = []

  init(_ markup: String) {
    var markup = markup[...]
    if markup.hasPrefix("<!DOCTYPE html>\n") { markup = markup.dropFirst(16) }
    rest = markup
    for scalar in rest.unicodeScalars
    where scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
      || scalar.value & 0xFFFE == 0xFFFE
    {
      complaint = "The character U+\(String(scalar.value, radix: 16)) is not allowed."
    }
    while complaint == nil, !rest.isEmpty { readPiece() }
    if complaint == nil, !open.isEmpty { complaint = "\(open) are left open." }
  }

  func attributes(of name: String, with style: String? = nil) -> [[String: String]] {
    elements.filter { $0.name == name && (style == nil || $0.attributes["class"] == style) }
      .map(\.attributes)
  }

  private mutating func readPiece() {
    let content = take { $0 != "<" }
    if open.isEmpty, content.contains(where: { !$0.isWhitespace }) {
      complaint = "Text outside the root: \(content)"
    }
    text += decoded(content)
    guard rest.first == "<" else { return }
    rest.removeFirst()
    if rest.first == "/" {
      rest.removeFirst()
      let name = take { $0 != ">" }
      rest = rest.dropFirst()
      if open.popLast() != name { complaint = "</\(name)> closes nothing that is open." }
    } else {
      readStartTag()
    }
  }

  private mutating func readStartTag() {
    let name = take { $0.isLetter || $0.isNumber || $0 == "-" }
    guard !name.isEmpty else { return complain("A tag has no name.") }
    var attributes: [String: String] = [:]
    while true {
      let space = take { $0.isWhitespace }
      if rest.hasPrefix("/>") {
        rest = rest.dropFirst(2)
        break
      }
      if rest.first == ">" {
        rest.removeFirst()
        open.append(name)
        break
      }
      let key = take { $0.isLetter || $0 == "-" || $0 == ":" }
      guard !space.isEmpty, !key.isEmpty, rest.hasPrefix("=\"") else {
        return complain("The tag <\(name)> has a bad attribute “\(key)”.")
      }
      rest = rest.dropFirst(2)
      let value = take { $0 != "\"" }
      guard !value.contains("<"), rest.first == "\"" else {
        return complain("The value of \(key) in <\(name)> is bad.")
      }
      rest.removeFirst()
      guard attributes.updateValue(decoded(value), forKey: key) == nil else {
        return complain("<\(name)> has \(key) twice.")
      }
    }
    elements.append((name, attributes))
  }

  private mutating func decoded(_ content: String) -> String {
    let parts = content.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts.first ?? "")
    let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    for part in parts.dropFirst() {
      let pieces = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2, let character = entities[String(pieces[0])] else {
        complain("“&\(part.prefix(12))” is no entity.")
        return ""
      }
      result += character + pieces[1]
    }
    return result
  }

  private mutating func complain(_ complaint: String) {
    if self.complaint == nil { self.complaint = complaint }
  }

  private mutating func take(while isWanted: (Character) -> Bool) -> String {
    let taken = rest.prefix(while: isWanted)
    rest = rest[taken.endIndex...]
    return String(taken)
  }
}
