import LibXML
import Testing

/// Writes down what it hears.
private final class Recorder: XMLHandler {
  var events: [String] = []
  var stopsAfter: Int?
  private let attributes: [(name: String, number: Int)]

  init(_ attributes: [String], from first: Int) {
    self.attributes = attributes.enumerated().map { ($1, first + $0) }
  }

  var isFinished: Bool { stopsAfter.map { events.count >= $0 } ?? false }

  func start(_ name: Int, _ attributes: borrowing XMLAttributes) {
    var event = "<\(name)"
    for (name, number) in self.attributes {
      if let value = attributes.string(number) { event += " \(name)=\(value)" }
    }
    events.append(event + ">")
  }

  func end(_ name: Int) { events.append("</\(name)>") }

  func text(_ text: borrowing Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.append(copying: text)
    let text = String(decoding: bytes, as: UTF8.self)
    if let last = events.last, !last.hasPrefix("<") {
      events[events.count - 1] = last + text
    } else {
      events.append(text)
    }
  }
}

/// Gives a text in blocks of a few bytes.
private final class Blocks: XMLByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], _ size: Int) {
    rest = bytes[...]
    self.size = size
  }

  func next() -> [UInt8]? {
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

private let vocabulary = XMLVocabulary(
  names: ["n:a", "n:b", ":plain", "n:x", ":y"],
  prefixes: ["urn:one": "n", "urn:two": "n"]
)

private func events(
  _ text: [UInt8],
  _ size: Int = 1 << 20,
  _ limits: XMLLimits = XMLLimits(),
  stopsAfter: Int? = nil
) throws(XMLError) -> [String] {
  let recorder = Recorder(["x", "y"], from: 3)
  recorder.stopsAfter = stopsAfter
  try parseXML(
    "part",
    from: Blocks(text, size),
    with: vocabulary,
    limits: limits,
    into: recorder
  )
  return recorder.events
}

@Suite struct `Events of XML` {
  @Test(arguments: [
    ("<a xmlns='urn:one'/>", ["<0>", "</0>"]),
    ("<p:b xmlns:p='urn:two'>t</p:b>", ["<1>", "t", "</1>"]),
    ("<b xmlns='urn:other'/>", ["<-1>", "</-1>"]),
    ("<b/>", ["<-1>", "</-1>"]), ("<plain/>", ["<2>", "</2>"]),
    ("<plain y='1 &amp; &#228;' x='no'/>", ["<2 y=1 & ä>", "</2>"]),
    ("<a xmlns='urn:one' xmlns:q='urn:one' q:x='2' y=\"3\"/>", ["<0 x=2 y=3>", "</0>"]),
    ("<plain>a<![CDATA[<b>]]>&lt;&#x4E00;</plain>", ["<2>", "a<b><一", "</2>"]),
    ("<plain><!-- no --><?pi no?>x</plain>", ["<2>", "x", "</2>"]),
    ("<p:plain/>", ["<2>", "</2>"]),
  ])
  func `tell of names, attributes and texts`(text: String, expected: [String]) throws {
    let bytes = Array(text.utf8)
    for size in [1, 3, 1000] { #expect(try events(bytes, size) == expected) }
    #expect(try events([0xEF, 0xBB, 0xBF] + bytes) == expected)
  }

  @Test func `come from UTF-16 as well`() throws {
    let text = "<?xml version='1.0' encoding='UTF-16'?><plain y='é'>漢</plain>"
    let bytes: [UInt8] = text.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
      bytes.append(UInt8(truncatingIfNeeded: unit))
      bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
    #expect(try events(bytes, 7) == ["<2 y=é>", "漢", "</2>"])
  }

  @Test(arguments: [
    ("", "is damaged: part, line 1: "),
    ("<plain>\n<a></b></plain>", "is damaged: part, line 2: "),
    ("<plain>&who;</plain>", "is damaged: part, line 1: "),
    ("<plain/>x", "is damaged: part, line 1: "),
    ("<plain>", "is damaged: part, line 1: "),
    (
      "<!DOCTYPE plain [<!ENTITY a 'b'>]><plain>&a;</plain>",
      "is refused: part has a document type declaration"
    ),
    (
      "<!DOCTYPE plain SYSTEM 'file:///etc/passwd'><plain/>",
      "is refused: part has a document type declaration"
    ),
  ])
  func `end where the rules are broken`(text: String, message: String) {
    do throws(XMLError) {
      _ = try events(Array(text.utf8), 5)
      Issue.record("it was read")
    } catch {
      #expect(error.description.hasPrefix(message), "\(error)")
    }
  }

  @Test func `end where bytes are no UTF-8`() {
    #expect(throws: XMLError.self) { try events(Array("<plain>".utf8) + [0xC3, 0x28]) }
  }

  @Test func `end where the handler has enough`() {
    #expect(throws: XMLError.stopped(part: "part")) {
      try events(Array("<plain><a/><a/></plain>".utf8), stopsAfter: 3)
    }
  }
}

@Suite struct `Limits of XML` {
  private func limit(_ text: String, _ set: (inout XMLLimits) -> Void) -> XMLLimit? {
    var limits = XMLLimits()
    set(&limits)
    do throws(XMLError) {
      _ = try events(Array(text.utf8), 1000, limits)
      return nil
    } catch {
      guard case .limit(let limit, _, _) = error else { return nil }
      return limit
    }
  }

  @Test(arguments: [3, 4])
  func `hold for depth`(depth: Int) {
    let text = String(repeating: "<a>", count: 4) + String(repeating: "</a>", count: 4)
    #expect(limit(text) { $0.depth = depth } == (depth < 4 ? .depth(3) : nil))
  }

  @Test func `hold for nesting that would go on for ever`() {
    #expect(throws: XMLError.self) {
      try events(Array(String(repeating: "<a>", count: 100_000).utf8), 4096)
    }
  }

  @Test(arguments: [9, 10])
  func `hold for a text in pieces`(most: Int) {
    let text = "<a>01234&amp;6789</a>"
    #expect(limit(text) { $0.textBytes = most } == (most < 10 ? .textBytes(9) : nil))
    #expect(limit("<a>01234<b/>56789</a>") { $0.textBytes = 5 } == nil)
  }

  @Test(arguments: [2, 3, 100_000])
  func `hold for attributes, however many follow`(count: Int) {
    let text = "<a" + (0..<count).map { " a\($0)=\"\"" }.joined() + "/>"
    #expect(limit(text) { $0.attributes = 2 } == (count > 2 ? .attributes(2) : nil))
  }

  @Test func `hold for namespaces`() {
    let text = "<a" + (0..<20).map { " xmlns:a\($0)='u\($0)'" }.joined() + "/>"
    #expect(limit(text) { $0.namespaces = 10 } == .namespaces(10))
    #expect(limit(text) { $0.namespaces = 20 } == nil)
  }

  @Test func `let a long attribute pass`() throws {
    let value = String(repeating: "QUJD=", count: 100_000)
    #expect(try events(Array("<plain y=\"\(value)\"/>".utf8)).count == 2)
  }
}
