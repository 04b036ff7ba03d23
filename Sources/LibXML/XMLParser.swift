import CXML2
import Glibc

/// Reads a part from its beginning to its end and tells the handler what is in it.
///
/// No tree is built, no entity is expanded but XML's own five, nothing outside the part is looked at,
/// and a document type declaration is refused. What the handler heard before an error stays heard.
package func parseXML(
  _ part: String,
  from source: any XMLByteSource,
  with vocabulary: XMLVocabulary,
  limits: XMLLimits = XMLLimits(),
  into handler: any XMLHandler
) throws(XMLError) {
  let parser = XMLParser(XMLEvents(handler, source, vocabulary, limits))
  try parser.run(part)
}

/// The one owner of a libxml2 parser.
private struct XMLParser: ~Copyable {
  private let events: XMLEvents
  private let context: xmlParserCtxtPtr?

  init(_ events: XMLEvents) {
    self.events = events
    _ = XMLLibrary.isReady
    var callbacks = Self.callbacks
    context = xmlCreateIOParserCtxt(
      &callbacks,
      Unmanaged.passUnretained(events).toOpaque(),
      { context, buffer, length in
        guard let context, let buffer, length > 0 else { return 0 }
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: Int(length))
        return Int32(XMLEvents.behind(context) { $0.fill(room) })
      },
      nil,
      Unmanaged.passUnretained(events).toOpaque(),
      XML_CHAR_ENCODING_NONE
    )
    events.work(for: context)
    guard let context else { return }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    xmlCtxtUseOptions(context, Int32(options))
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
  }

  func run(_ part: String) throws(XMLError) {
    guard let context else {
      throw .malformed(part: part, line: 1, message: "libxml2 has no memory left")
    }
    let result = withExtendedLifetime(events) { xmlParseDocument(context) }
    let error = xmlCtxtGetLastError(context)
    let line = Int(context.pointee.input?.pointee.line ?? error?.pointee.line ?? 1)
    switch events.refusal {
    case .documentType: throw .documentType(part: part)
    case .finished: throw .stopped(part: part)
    case .limit(let limit): throw .limit(limit, part: part, line: max(line, 1))
    case nil: break
    }
    // A prefix that is not declared is an error of namespaces only, and harms nobody here.
    guard result != 0 || context.pointee.wellFormed == 0 else { return }
    throw .malformed(
      part: part,
      line: max(Int(error?.pointee.line ?? 1), 1),
      message: Self.message(error?.pointee)
    )
  }

  private static func message(_ error: xmlError?) -> String {
    guard let text = error?.message else { return "libxml2 gives no reason" }
    let message = String(
      decoding: UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(bitPattern:)),
      as: UTF8.self
    )
    return String(message.prefix { $0 != "\n" }.prefix(200))
  }

  private static var callbacks: xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { context, local, _, namespace, _, _, count, _, fields in
      guard let context, let local else { return }
      XMLEvents.behind(context) { $0.start(local, namespace, fields, Int(count)) }
    }
    callbacks.endElementNs = { context, _, _, _ in
      guard let context else { return }
      XMLEvents.behind(context) { $0.end() }
    }
    callbacks.characters = { context, bytes, count in
      guard let context, let bytes else { return }
      let text = UnsafeBufferPointer(start: bytes, count: Int(count))
      XMLEvents.behind(context) { $0.text(text) }
    }
    callbacks.ignorableWhitespace = callbacks.characters
    callbacks.cdataBlock = callbacks.characters
    callbacks.internalSubset = { context, _, _, _ in
      guard let context else { return }
      XMLEvents.behind(context) { $0.refuse(.documentType) }
    }
    return callbacks
  }
}

extension XMLEvents {
  /// Hands over the object behind a callback, which lives as long as the parser works.
  fileprivate static func behind<Result>(
    _ context: UnsafeMutableRawPointer,
    _ body: (XMLEvents) -> Result
  ) -> Result {
    Unmanaged<XMLEvents>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }
}
