import CXML2

/// What stands behind a parser's callbacks while a part is read.
final class XMLEvents {
  let handler: any XMLHandler
  let names: XMLNameTable
  let limits: XMLLimits
  /// Set where the content is refused; libxml2 then stops.
  private(set) var refusal: Refusal?
  var context: xmlParserCtxtPtr?

  private let source: any XMLByteSource
  private var block: [UInt8] = []
  private var blockPlace = 0
  private var open: [Int] = []
  private var textBytes = 0
  /// Bytes handed to libxml2 since it last told of anything: it is within one long token.
  private var silentBytes = 0
  private var silentAttributes = 0

  enum Refusal {
    case documentType, finished
    case limit(XMLLimit)
  }

  init(
    _ handler: any XMLHandler,
    _ source: any XMLByteSource,
    _ vocabulary: XMLVocabulary,
    _ limits: XMLLimits
  ) {
    self.handler = handler
    self.source = source
    self.limits = limits
    names = XMLNameTable(vocabulary)
    open.reserveCapacity(64)
  }

  func refuse(_ reason: Refusal) {
    guard refusal == nil else { return }
    refusal = reason
    if let context { xmlStopParser(context) }
  }

  // MARK: Events

  // Swift 6.3 crashes where it inlines this into a C callback.
  @inline(never)
  func start(
    _ local: UnsafePointer<xmlChar>,
    _ namespace: UnsafePointer<xmlChar>?,
    _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ count: Int
  ) {
    guard refusal == nil else { return }
    silentBytes = 0
    textBytes = 0
    guard count <= limits.attributes else {
      return refuse(.limit(.attributes(limits.attributes)))
    }
    guard open.count < limits.depth else { return refuse(.limit(.depth(limits.depth))) }
    if let declared = context?.pointee.nsNr, declared / 2 > limits.namespaces {
      return refuse(.limit(.namespaces(limits.namespaces)))
    }
    let number = names.number(local, namespace)
    open.append(number)
    handler.start(number, XMLAttributes(fields, count: count, names: names))
  }

  func end() {
    guard refusal == nil, let number = open.popLast() else { return }
    silentBytes = 0
    textBytes = 0
    handler.end(number)
    if handler.isFinished { refuse(.finished) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard refusal == nil else { return }
    silentBytes = 0
    textBytes += bytes.count
    guard textBytes <= limits.textBytes else {
      return refuse(.limit(.textBytes(limits.textBytes)))
    }
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
    watch(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    return refusal == nil ? filled : 0
  }

  /// Counts attributes while libxml2 reads a long tag, since it tells of them only at its end.
  private func watch(_ bytes: UnsafeRawBufferPointer) {
    if silentBytes == 0 { silentAttributes = 0 }
    silentBytes += bytes.count
    guard silentBytes > 8 << 10 else { return }
    for index in bytes.indices where bytes[index] == UInt8(ascii: "=") {
      let isQuoted = (1...2).contains { distance in
        index + distance < bytes.count
          && (bytes[index + distance] == UInt8(ascii: "\"")
            || bytes[index + distance] == UInt8(ascii: "'"))
      }
      if isQuoted { silentAttributes += 1 }
    }
    // libxml2 must not be stopped while it asks for bytes; that there are no more does it as well.
    if silentAttributes > 2 * limits.attributes, refusal == nil {
      refusal = .limit(.attributes(limits.attributes))
    }
  }
}
