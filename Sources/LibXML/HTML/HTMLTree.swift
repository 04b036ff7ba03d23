/// A document's elements and texts, in the order in which they begin.
///
/// The tree is flat: what lies inside of a node follows it up to the node's `end`, so it is walked
/// with an index, and a document may nest as deep as it likes.
package struct HTMLTree: Sendable {
  package internal(set) var nodes: [HTMLNode] = []
  package internal(set) var attributes: [HTMLAttribute] = []
  /// The texts and the attributes' values, one after another, in UTF-8.
  package internal(set) var bytes: [UInt8] = []
  /// How many characters scripts and styles have, white space aside; their text is not kept.
  package internal(set) var machinery = 0
  /// How many soft hyphens the texts had, which are shown at the ends of lines only.
  package internal(set) var softHyphens = 0

  /// The value of an attribute of an element; empty for one without value, nil where it is not.
  package func attribute(_ name: HTMLAttributeName, of index: Int) -> String? {
    let node = nodes[index]
    guard node.tag != .text, node.first < node.last else { return nil }
    for place in Int(node.first)..<Int(node.last) where attributes[place].name == name {
      let value = attributes[place]
      return String(decoding: bytes[Int(value.start)..<Int(value.end)], as: UTF8.self)
    }
    return nil
  }

  /// The bytes of the value of an attribute.
  package func value(_ name: HTMLAttributeName, of index: Int) -> Range<Int>? {
    let node = nodes[index]
    guard node.tag != .text, node.first < node.last else { return nil }
    for place in Int(node.first)..<Int(node.last) where attributes[place].name == name {
      return Int(attributes[place].start)..<Int(attributes[place].end)
    }
    return nil
  }

  package func hasAttributes(_ index: Int) -> Bool {
    nodes[index].tag != .text && nodes[index].first < nodes[index].last
  }

  package func has(_ name: HTMLAttributeName, _ index: Int) -> Bool {
    let node = nodes[index]
    guard node.tag != .text, node.first < node.last else { return false }
    return attributes[Int(node.first)..<Int(node.last)].contains { $0.name == name }
  }
}

/// An element or a run of text.
package struct HTMLNode: Sendable {
  package var tag: HTMLTag
  /// The index after the last node inside of it.
  package var end: Int32
  /// For a text its bytes, for an element its attributes.
  package var first: Int32
  package var last: Int32
  /// For a text the bytes of the source that it stands in.
  package var sourceStart: Int32
  package var sourceEnd: Int32
}

/// An attribute and the bytes of its value.
package struct HTMLAttribute: Sendable {
  package var name: HTMLAttributeName
  package var start: Int32
  package var end: Int32
}
