import JSON
import SystemIO
import Transformers

/// Where vectors go: lines on standard output, or a file that is there once it is whole.
struct VectorOutput: ~Copyable {
  private var file: AtomicFile?
  private let isMatrix: Bool
  private let width: Int

  init(to target: String?, count: Int, width: Int) throws(SystemError) {
    self.width = width
    isMatrix = target?.hasSuffix(".npy") == true
    file = nil
    guard let target else { return }
    var file = try AtomicFile(at: target)
    if isMatrix { try file.append(Self.head(count, width)) }
    self.file = consume file
  }

  /// The head of a file of NumPy's form: what numbers there are, and how many rows of them.
  private static func head(_ count: Int, _ width: Int) -> [UInt8] {
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(count), \(width)), }"
    // The numbers begin at a multiple of 64.
    let length = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
    text += String(repeating: " ", count: length - text.utf8.count - 1) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(text.utf8)
  }

  /// Writes the next vectors; false where nobody reads any more.
  mutating func add(_ vectors: [Float], _ tokens: [Embedder.Tokens]) throws(SystemError) -> Bool {
    var text = JSONText()
    var bytes: [UInt8] = []
    if isMatrix {
      bytes.reserveCapacity(4 * vectors.count)
      for number in vectors {
        let bits = number.bitPattern
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(bits >> shift & 255)) }
      }
    } else {
      for (index, tokens) in tokens.enumerated() {
        text.object { line in
          line.member("tokens", tokens.ids.count)
          if tokens.cut > 0 { line.member("cut", tokens.cut) }
          line.name("vector")
          line.array { line in
            for number in vectors[index * width..<(index + 1) * width] { line.value(number) }
          }
        }
        text.newline()
      }
      bytes = text.bytes
    }
    if file == nil { return Console.print(bytes) }
    try file?.append(bytes)
    return true
  }

  consuming func finish() throws(SystemError) {
    guard let file else { return }
    _ = try file.finish()
  }
}
