/// UTF-8 made from another encoding, and what could not be decoded.
struct DecodedBytes {
  var bytes: [UInt8] = []
  /// How many places stand as U+FFFD.
  var faults = 0
  /// The offset of the first of them in the source.
  var firstFault: Int?

  mutating func appendFault(at offset: Int) {
    bytes += [0xEF, 0xBF, 0xBD]
    faults += 1
    firstFault = firstFault ?? offset
  }
}
