import CXML2

/// What stands behind a parser's callbacks while a part is read.
final class XMLEvents {
  let handler: any XMLHandler
  let names: XMLNameTable
  /// In memory of its own, since it is looked at for each event: fields of objects are checked each time.
  private let progress: UnsafeMutablePointer<XMLProgress>

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
    progress = .allocate(capacity: 1)
    progress.initialize(to: XMLProgress(limits))
  }

  deinit {
    progress.deinitialize(count: 1)
    progress.deallocate()
  }

  /// Set where the content is refused; libxml2 then stops.
  var refusal: XMLRefusal? { progress.pointee.refusal }

  /// The parser, once there is one.
  func work(for context: xmlParserCtxtPtr?) { progress.pointee.context = context }

  func refuse(_ reason: XMLRefusal) { progress.pointee.refuse(reason) }

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
    guard progress.pointee.start(number, attributes: count) else { return }
    handler.start(number, XMLAttributes(fields, count: count, names: names))
  }

  func end() {
    guard let number = progress.pointee.end() else { return }
    handler.end(number)
    if handler.isFinished { refuse(.finished) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard progress.pointee.text(bytes.count) else { return }
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
    progress.pointee.watch(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    return refusal == nil ? filled : 0
  }
}
