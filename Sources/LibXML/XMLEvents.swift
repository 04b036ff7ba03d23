import CXML2

/// What stands behind a parser's callbacks while a part is read.
final class XMLEvents {
  let handler: any XMLHandler
  let names: XMLNameTable
  private var progress: XMLProgress

  private let source: any XMLByteSource
  private var block: [UInt8] = []
  private var blockPlace = 0

  init(
    _ handler: any XMLHandler,
    _ source: any XMLByteSource,
    _ vocabulary: XMLVocabulary,
    _ limits: XMLLimits
  ) {
    self.handler = handler
    self.source = source
    names = XMLNameTable(vocabulary)
    progress = XMLProgress(limits)
  }

  /// Set where the content is refused; libxml2 then stops.
  var refusal: XMLRefusal? { progress.refusal }

  /// The parser, once there is one.
  func work(for context: xmlParserCtxtPtr?) { progress.context = context }

  func refuse(_ reason: XMLRefusal) { progress.refuse(reason) }

  // MARK: Events

  // Swift 6.3 crashes where it inlines this into a C callback.
  @inline(never)
  func start(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?,
    _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ count: Int
  ) {
    let number = names.number(local, namespace)
    guard progress.start(number, attributes: count) else { return }
    handler.start(number, XMLAttributes(fields, count: count, names: names))
  }

  func end() {
    guard let number = progress.end() else { return }
    handler.end(number)
    if handler.isFinished { refuse(.finished) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard progress.text(bytes.count) else { return }
    handler.text(bytes.span)
  }

  // MARK: Bytes

  /// Fills libxml2's buffer; nothing means that there is no more.
  ///
  /// It is filled to the brim while there are bytes, since libxml2 takes too little for the end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard refusal == nil else { return 0 }
    var filled = 0
    while filled < buffer.count {
      if blockPlace == block.count {
        guard let next = source.next() else { break }
        block = next
        blockPlace = 0
      }
      let count = min(buffer.count - filled, block.count - blockPlace)
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      block.withUnsafeBytes { bytes in
        room.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[blockPlace..<blockPlace + count])
        )
      }
      blockPlace += count
      filled += count
    }
    progress.watch(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    return refusal == nil ? filled : 0
  }
}
