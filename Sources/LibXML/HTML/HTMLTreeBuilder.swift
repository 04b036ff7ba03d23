import CXML2
import Glibc

/// Puts a tree together from what the parser calls out.
struct HTMLTreeBuilder {
  var tree = HTMLTree()
  var context: htmlParserCtxtPtr?

  /// The elements that are open: the parser's own copy of their name, and their node.
  private var open: [(name: UnsafePointer<xmlChar>, node: Int)] = []
  /// The parser gives equal names at equal addresses.
  private var tags: [UnsafePointer<xmlChar>: HTMLTag] = [:]
  private var names: [UnsafePointer<xmlChar>: HTMLAttributeName?] = [:]
  private var lastName: (address: UnsafePointer<xmlChar>, tag: HTMLTag)?
  /// Where in the source the last thing called out ended.
  private var position: Int32 = 0
  private var entity = PendingEntity()
  /// Whether the last node is a text that more text belongs to.
  private var goesOn = false

  /// Elements deeper than this are taken for empty, and what is in them for their parent's.
  ///
  /// Some of the parser's work for each tag grows with the depth.
  private static let deepest: Int32 = 256
  /// Longer values are no text, and nothing that is read needs them whole.
  private static let longestValue = 1 << 16

  mutating func start(
    _ name: UnsafePointer<xmlChar>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    entity.flush(into: &tree)
    goesOn = false
    let tag = tag(name)
    let first = Int32(tree.attributes.count)
    if let attributes { read(attributes) }
    let index = tree.nodes.count
    tree.nodes.append(
      HTMLNode(
        tag: tag,
        end: Int32(index + 1),
        first: first,
        last: Int32(tree.attributes.count),
        sourceStart: position,
        sourceEnd: position
      )
    )
    position = sourcePosition()
    if let context, context.pointee.nameNr > Self.deepest, tag != .script, tag != .style {
      context.pointee.nameNr -= 1
      context.pointee.name = context.pointee.nameTab[Int(context.pointee.nameNr) - 1]
    } else {
      open.append((name, index))
    }
  }

  mutating func end(_ name: UnsafePointer<xmlChar>) {
    entity.flush(into: &tree)
    goesOn = false
    position = sourcePosition()
    guard let place = open.lastIndex(where: { $0.name == name }) else { return }
    close(downTo: place)
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    let start = position
    position = sourcePosition()
    if !goesOn {
      goesOn = true
      let place = Int32(tree.bytes.count)
      tree.nodes.append(
        HTMLNode(
          tag: .text,
          end: Int32(tree.nodes.count + 1),
          first: place,
          last: place,
          sourceStart: start,
          sourceEnd: position
        )
      )
    }
    if text.count == 2, text[0] == 0xC2, text[1] < 0xA0 {
      tree.bytes += WindowsCharacter.utf8(of: text[1])
    } else if let start = text.baseAddress, memchr(start, 0xAD, text.count) != nil {
      let plain = withoutSoftHyphens(text)
      plain.withUnsafeBufferPointer { entity.append($0, isReference: false, to: &tree) }
    } else {
      entity.append(text, isReference: isReference(text), to: &tree)
    }
    let last = tree.nodes.count - 1
    tree.nodes[last].last = Int32(tree.bytes.count)
    tree.nodes[last].sourceEnd = position
  }

  private mutating func withoutSoftHyphens(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    for byte in text {
      if byte == 0xAD, plain.last == 0xC2 {
        plain.removeLast()
        tree.softHyphens += 1
      } else {
        plain.append(byte)
      }
    }
    return plain
  }

  /// Whether a text is the ampersand of a reference that the parser did not resolve.
  ///
  /// The parser has read the name by then, without a semicolon; the name comes as the next text.
  private func isReference(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 1, text[0] == UInt8(ascii: "&"), let input = context?.pointee.input,
      var current = input.pointee.cur, let base = input.pointee.base
    else { return false }
    for length in 0..<40 where current > base {
      current -= 1
      switch current.pointee {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: ":"):
        continue
      case UInt8(ascii: "&"): return length > 0
      default: return false
      }
    }
    return false
  }

  /// The content of a script or style; only formulas are written as scripts and yet text.
  mutating func rawText(_ text: UnsafeBufferPointer<UInt8>) {
    entity.flush(into: &tree)
    if let top = open.last, tree.nodes[top.node].tag == .script,
      tree.attribute(.type, of: top.node)?.hasPrefix("math/tex") == true
    {
      self.text(text)
      return
    }
    position = sourcePosition()
    for byte in text where byte > 0x20 && byte & 0xC0 != 0x80 { tree.machinery += 1 }
  }

  mutating func finish() {
    entity.flush(into: &tree)
    close(downTo: 0)
    context = nil
  }

  private mutating func close(downTo place: Int) {
    for (_, node) in open[place...] { tree.nodes[node].end = Int32(tree.nodes.count) }
    open.removeSubrange(place...)
  }

  private func sourcePosition() -> Int32 {
    guard let input = context?.pointee.input, let current = input.pointee.cur,
      let base = input.pointee.base
    else { return position }
    return Int32(clamping: Int(input.pointee.consumed) + (current - base))
  }

  private mutating func tag(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
    if let lastName, lastName.address == name { return lastName.tag }
    let tag: HTMLTag
    if let known = tags[name] {
      tag = known
    } else {
      tag = HTMLTag.names[String(cString: name)] ?? .inline
      tags[name] = tag
    }
    lastName = (name, tag)
    return tag
  }

  private mutating func attributeName(_ name: UnsafePointer<xmlChar>) -> HTMLAttributeName? {
    if let known = names[name] { return known }
    let known = HTMLAttributeName.names[String(cString: name)]
    names[name] = .some(known)
    return known
  }

  private mutating func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    var pair = attributes
    while let name = pair[0] {
      defer { pair += 2 }
      guard let known = attributeName(name) else { continue }
      let start = Int32(tree.bytes.count)
      if let value = pair[1] {
        let length = strnlen(UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self), .max)
        // A picture within its address is wanted whole or not at all.
        if length <= Self.longestValue || known == .src || known == .srcdoc {
          tree.bytes += UnsafeBufferPointer(start: value, count: length)
        }
      }
      tree.attributes.append(
        HTMLAttribute(name: known, start: start, end: Int32(tree.bytes.count))
      )
    }
  }
}
