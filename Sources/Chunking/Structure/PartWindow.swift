import Documents

/// The elements that parts on their way into chunks are made of.
///
/// They come in order, and go once the last chunk with a part of them is written.
struct PartWindow {
  struct Entry {
    let element: Element
    /// What is chunked of it; white space folded, but for code.
    let text: String
    /// The titles above it, its own among them if it is one.
    let path: [String]
  }

  private var entries: [Entry] = []
  /// The number of the first of them.
  private var first = 0

  /// The number of the next element.
  var end: Int { first + entries.count }

  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// Forgets the elements before one, when they are many.
  mutating func forget(before number: Int) {
    let count = number - first
    // Seldom, since those that stay are moved.
    guard count >= 64, count * 2 >= entries.count else { return }
    entries.removeFirst(count)
    first = number
  }

  func path(of part: Part) -> [String] { entries[part.number - first].path }

  func element(of part: Part) -> Element { entries[part.number - first].element }

  /// The text that a part is a piece of.
  func source(of part: Part) -> String { entries[part.number - first].text }

  func text(of part: Part) -> String {
    let text = source(of: part)
    return part.bytes.count == text.utf8.count ? text : String(text.slice(part.bytes))
  }

  /// The text of parts, with what stands between them.
  func text(of parts: [Part]) -> String {
    if parts.isEmpty { return "" }
    if parts.count == 1 { return text(of: parts[0]) }
    var bytes = 0
    for place in parts.indices { bytes += parts[place].bytes.count + 2 }
    var text = ""
    text.reserveCapacity(bytes)
    for place in parts.indices {
      if place > 0 { text += parts[place - 1].separator(before: parts[place]) }
      append(parts[place], to: &text)
    }
    return text
  }

  private func append(_ part: Part, to text: inout String) {
    let place = part.number - first
    if part.bytes.count == entries[place].text.utf8.count {
      text += entries[place].text
    } else {
      text += entries[place].text.slice(part.bytes)
    }
  }

  /// The HTML of elements that the parts are all of.
  func markup(of parts: [Part]) -> String? {
    var markup: String?
    for place in parts.indices where parts[place].isWhole {
      guard let html = entries[parts[place].number - first].element.textAsHTML else { continue }
      markup = markup.map { $0 + " " + html } ?? html
    }
    return markup
  }

  /// Adds what the elements of parts say to a chunk, each once.
  func takeElements(of parts: [Part], keepingThem: Bool, into chunk: inout Chunk) {
    if entries[parts[0].number - first].element.hasDetails {
      chunk.spans.reserveCapacity(parts.count)
    }
    var last = -1
    for place in parts.indices where parts[place].number != last {
      last = parts[place].number
      chunk.take(entries[last - first].element)
      if keepingThem { chunk.originals.append(entries[last - first].element) }
    }
  }
}
