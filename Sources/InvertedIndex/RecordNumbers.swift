/// Numbers of variable length in a row.
package enum RecordNumbers {
  package static func bytes(_ numbers: [UInt64]) -> [UInt8] {
    var buffer = ByteBuffer(capacity: numbers.count * Varint.longest)
    for number in numbers { buffer.append(varint: number) }
    return Array(buffer.contents)
  }

  package static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    var buffer = ByteBuffer(capacity: bytes.count + Varint.longest)
    bytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { buffer.append(start, bytes.count) }
    }
    var numbers: [UInt64] = []
    var place = buffer.start
    while place < buffer.end { numbers.append(Varint.take(&place)) }
    return numbers
  }
}
