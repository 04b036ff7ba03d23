/// A text that was no valid UTF-8, with U+FFFD for what could not be read, and where all of it was.
struct MendedText {
  private(set) var bytes: [UInt8] = []
  /// For each byte, and for the end, where it was in the original.
  private var places: [Int] = []

  /// Where a byte was in the original; for one beyond the end, where that ended.
  func place(of index: Int) -> Int { places[min(index, places.count - 1)] }

  init(_ original: borrowing Span<UInt8>) {
    var parser = Unicode.UTF8.ForwardParser()
    let input = Array(copying: original)
    var iterator = input.makeIterator()
    var place = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar):
        for byte in scalar {
          bytes.append(byte)
          places.append(place)
          place += 1
        }
      case .error(let length):
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        places.append(contentsOf: [place, place, place])
        place += length
      case .emptyInput:
        places.append(place)
        return
      }
    }
  }
}
