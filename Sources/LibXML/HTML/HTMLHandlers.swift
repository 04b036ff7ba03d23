import CXML2

/// The functions that libxml2 calls as it comes upon tags and texts.
enum HTMLHandlers {
  static func install(in context: htmlParserCtxtPtr, for builder: HTMLTreeBuilder) {
    guard let handlers = context.pointee.sax else { return }
    handlers.pointee = htmlSAXHandler()
    handlers.pointee.startElement = { data, name, attributes in
      guard let data, let name else { return }
      HTMLHandlers.builder(data).start(name, attributes)
    }
    handlers.pointee.endElement = { data, name in
      guard let data, let name else { return }
      HTMLHandlers.builder(data).end(name)
    }
    handlers.pointee.characters = { data, text, count in
      guard let data, let text else { return }
      HTMLHandlers.builder(data).text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handlers.pointee.ignorableWhitespace = handlers.pointee.characters
    handlers.pointee.cdataBlock = { data, text, count in
      guard let data, let text else { return }
      HTMLHandlers.builder(data).rawText(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    builder.context = context
    // The builder lives on the caller's stack for as long as the parser runs.
    context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
  }

  private static func builder(_ data: UnsafeMutableRawPointer) -> HTMLTreeBuilder {
    Unmanaged<HTMLTreeBuilder>.fromOpaque(data).takeUnretainedValue()
  }
}
