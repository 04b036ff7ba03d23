/// Files of weights put together by hand, so that they can say anything.
package struct SafeTensorsText {
  package var header: String
  package var data: [UInt8]
  /// The length to claim; that of the header unless given.
  package var claimedLength: UInt64?

  package init(_ header: String, data: Int, claiming length: UInt64? = nil) {
    self.init(header, data: [UInt8](repeating: 0, count: data), claiming: length)
  }

  package init(_ header: String, data: [UInt8], claiming length: UInt64? = nil) {
    self.header = header
    self.data = data
    claimedLength = length
  }

  package var bytes: [UInt8] {
    let length = claimedLength ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
  }

  /// One member of a header.
  package static func tensor(_ name: String, _ kind: String, _ shape: [Int], _ offsets: [Int])
    -> String
  {
    "\"\(name)\":{\"dtype\":\"\(kind)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }
}

extension SafeTensorsText {
  /// A sound file of floats.
  package init(floats tensors: [(name: String, shape: [Int], values: [Float])]) {
    var members: [String] = []
    var data: [UInt8] = []
    for tensor in tensors {
      let start = data.count
      for value in tensor.values {
        data += (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
      }
      members.append(Self.tensor(tensor.name, "F32", tensor.shape, [start, data.count]))
    }
    self.init("{\(members.joined(separator: ","))}", data: data)
  }
}
