import CXML2

/// Why the reading of a part ends before its end.
enum XMLRefusal {
  case documentType, finished
  case limit(XMLLimit)
}

/// How far the reading of a part has come, and whether it may go on.
///
/// Everything is noted here before a handler hears of it.
struct XMLProgress {
  let limits: XMLLimits
  private(set) var refusal: XMLRefusal?
  var context: xmlParserCtxtPtr?

  private var open: [Int] = []
  private var textBytes = 0
  /// Bytes handed to libxml2 since it last told of anything: it is within one long token.
  private var silentBytes = 0
  private var silentAttributes = 0

  init(_ limits: XMLLimits) {
    self.limits = limits
    open.reserveCapacity(64)
  }

  mutating func refuse(_ reason: XMLRefusal) {
    guard refusal == nil else { return }
    refusal = reason
    if let context { xmlStopParser(context) }
  }

  /// Notes the beginning of an element; tells whether anybody shall hear of it.
  mutating func start(_ number: Int, attributes: Int) -> Bool {
    guard refusal == nil else { return false }
    silentBytes = 0
    textBytes = 0
    if attributes > limits.attributes {
      refuse(.limit(.attributes(limits.attributes)))
    } else if open.count >= limits.depth {
      refuse(.limit(.depth(limits.depth)))
    } else if let declared = context?.pointee.nsNr, declared / 2 > limits.namespaces {
      refuse(.limit(.namespaces(limits.namespaces)))
    } else {
      open.append(number)
    }
    return refusal == nil
  }

  /// Notes the end of an element; gives its name, unless nobody shall hear of it.
  mutating func end() -> Int? {
    guard refusal == nil else { return nil }
    silentBytes = 0
    textBytes = 0
    return open.popLast()
  }

  /// Notes a piece of text; tells whether anybody shall hear of it.
  mutating func text(_ count: Int) -> Bool {
    guard refusal == nil else { return false }
    silentBytes = 0
    textBytes += count
    if textBytes > limits.textBytes { refuse(.limit(.textBytes(limits.textBytes))) }
    return refusal == nil
  }

  /// Counts attributes while libxml2 reads a long tag, since it tells of them only at its end.
  mutating func watch(_ bytes: UnsafeRawBufferPointer) {
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
