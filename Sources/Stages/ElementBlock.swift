import JSON

/// The elements of a block of a file, and what they were read from.
struct ElementBlock: Sendable {
  let source: JSONScanner
  private(set) var elements: [ReadElement] = []

  init(_ block: JSONBlocks.Block, file: String) throws(JSONProblem) {
    do throws(JSONProblem) {
      source = try JSONScanner(block.bytes, file: file)
      var scanner = ElementScanner(source)
      if block.isList {
        try scanner.enterList()
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) { elements.append(try scanner.element()) }
      } else {
        while !scanner.isAtEnd {
          elements.append(try Self.element(of: &scanner, in: block.bytes))
        }
      }
    } catch {
      throw JSONProblem(place: block.place(error.place), message: error.message)
    }
  }

  /// Reads the element that has a line to itself.
  private static func element(
    of scanner: inout ElementScanner,
    in bytes: [UInt8]
  ) throws(JSONProblem) -> ReadElement {
    let start = scanner.position
    let problem: JSONProblem?
    do throws(JSONProblem) {
      let element = try scanner.element()
      if scanner.wasInOneLine { return element }
      problem = nil
    } catch {
      problem = error
    }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
    // What is wrong with a line is said of that line, whatever stands in the next.
    let place = scanner.scanner.place(of: start)
    do throws(JSONProblem) {
      _ = try JSONParser.value(Array(bytes[start..<end]), at: place)
    } catch {
      let isOpen = error.message.hasSuffix("is not closed with '}'")
      let hint = isOpen && start == 0 ? "; a line is one element, or the file is one list" : ""
      throw JSONProblem(place: error.place, message: error.message + hint)
    }
    throw problem ?? JSONProblem(place: place, message: "the line holds no whole element")
  }
}
