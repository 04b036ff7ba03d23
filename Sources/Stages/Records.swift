import Documents
import Pipeline

// How elements and chunks lie in the cache.

extension RecordWriter {
  mutating func write(_ element: Element) {
    write(element.kind.rawValue)
    write(element.text)
    write(element.categoryDepth) { $0.write($1) }
    write(element.pageNumber) { $0.write($1) }
    write(element.sourceRange)
    write(element.textAsHTML) { $0.write($1) }
    write(element.links) { writer, link in
      writer.write(link.text)
      writer.write(link.url)
      writer.write(link.start)
    }
    write(element.emphasis) { writer, emphasis in
      writer.write(emphasis.text)
      writer.write(emphasis.tag)
    }
    write(element.codeLanguage) { $0.write($1) }
    write(element.checked) { $0.write($1) }
  }

  mutating func write(_ chunk: Chunk) {
    write(chunk.kind.rawValue)
    write(chunk.text)
    write(chunk.titlePath) { $0.write($1) }
    write(chunk.elements.lowerBound)
    write(chunk.elements.count)
    write(chunk.sourceRange)
    write(chunk.pages.map { $0.lowerBound..<$0.upperBound + 1 })
    write(chunk.textAsHTML) { $0.write($1) }
    write(chunk.isContinuation)
  }

  private mutating func write(_ range: Range<Int>?) {
    write(range) { writer, range in
      writer.write(range.lowerBound)
      writer.write(range.count)
    }
  }
}

extension RecordReader {
  mutating func element() throws(RecordError) -> Element {
    var element = Element(try kind(), try text())
    element.categoryDepth = try optional { (reader) throws(RecordError) in try reader.number() }
    element.pageNumber = try optional { (reader) throws(RecordError) in try reader.number() }
    element.sourceRange = try optional { (reader) throws(RecordError) in try reader.range() }
    element.textAsHTML = try optional { (reader) throws(RecordError) in try reader.text() }
    element.links = try list { (reader) throws(RecordError) in
      Element.Link(text: try reader.text(), url: try reader.text(), start: try reader.number())
    }
    element.emphasis = try list { (reader) throws(RecordError) in
      Element.Emphasis(text: try reader.text(), tag: try reader.text())
    }
    element.codeLanguage = try optional { (reader) throws(RecordError) in try reader.text() }
    element.checked = try optional { (reader) throws(RecordError) in try reader.flag() }
    return element
  }

  mutating func chunk() throws(RecordError) -> Chunk {
    var chunk = Chunk(
      try kind(),
      try text(),
      titlePath: try list { (reader) throws(RecordError) in try reader.text() },
      elements: try range()
    )
    chunk.sourceRange = try optional { (reader) throws(RecordError) in try reader.range() }
    if let pages = try optional({ (reader) throws(RecordError) in try reader.range() }),
      !pages.isEmpty
    {
      chunk.pages = pages.lowerBound...pages.upperBound - 1
    }
    chunk.textAsHTML = try optional { (reader) throws(RecordError) in try reader.text() }
    chunk.isContinuation = try flag()
    return chunk
  }

  private mutating func kind() throws(RecordError) -> ElementKind {
    guard let kind = ElementKind(rawValue: try text()) else { throw RecordError.damaged(at: 0) }
    return kind
  }

  private mutating func range() throws(RecordError) -> Range<Int> {
    let (start, count) = (try number(), try number())
    guard start >= 0, count >= 0, !start.addingReportingOverflow(count).overflow else {
      throw RecordError.damaged(at: 0)
    }
    return start..<start + count
  }
}
