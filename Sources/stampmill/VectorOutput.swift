import JSON
import SystemIO
import Transformers

/// Where vectors go: lines on standard output, or a file that is there once it is whole.
struct VectorOutput: ~Copyable {
  private var file: AtomicFile?
  private let target: String?
  private let isMatrix: Bool
  private let width: Int
  private let form: VectorForm
  private var count = 0

  /// How many bytes of lines are made before they are written.
  private static let pieceSize = 1 << 20
  /// The length of a matrix's head, whatever stands in it.
  private static let headSize = 128

  init(to target: String?, width: Int, form: VectorForm) throws(SystemError) {
    self.target = target
    self.width = width
    self.form = form
    isMatrix = target?.hasSuffix(".npy") == true
    file = nil
    guard let target else { return }
    var file = try AtomicFile(destination: target)
    // How many rows there are is known at the end.
    if isMatrix { try file.append(Self.head(0, width, form)) }
    self.file = consume file
  }

  /// The head of a file of NumPy's form: what numbers there are, and how many rows of them.
  private static func head(_ count: Int, _ width: Int, _ form: VectorForm) -> [UInt8] {
    var text =
      "{'descr': '\(form.descriptor)', 'fortran_order': False, 'shape': (\(count), \(width)), }"
    let length = headSize - 10
    text += String(repeating: " ", count: length - text.utf8.count - 1) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(text.utf8)
  }

  /// Writes the next vectors; false where nobody reads any more.
  mutating func add(_ vectors: [Float], _ counts: [TokenCounts]) throws(SystemError) -> Bool {
    count += counts.count
    guard !isMatrix else {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(4 * vectors.count)
      form.append(vectors, to: &bytes)
      return try put(bytes)
    }
    var text = JSONText()
    for (index, counts) in counts.enumerated() {
      write(vectors[index * width..<(index + 1) * width], counts, to: &text)
      if text.bytes.count >= Self.pieceSize {
        guard try put(text.bytes) else { return false }
        text.removeAll()
      }
    }
    return try put(text.bytes)
  }

  private func write(_ vector: ArraySlice<Float>, _ counts: TokenCounts, to text: inout JSONText) {
    text.object { line in
      line.member("tokens", counts.read)
      if counts.cut > 0 { line.member("cut", counts.cut) }
      if counts.pieces > 1 { line.member("pieces", counts.pieces) }
      line.name("vector")
      line.array { line in
        for number in vector {
          switch form {
          case .f32: line.value(number)
          case .f16: line.value(HalfFloat(number).float)
          case .int8: line.value(Int(VectorForm.int8(number)))
          }
        }
      }
    }
    text.newline()
  }

  private mutating func put(_ bytes: [UInt8]) throws(SystemError) -> Bool {
    guard file != nil else { return bytes.isEmpty || Console.print(bytes) }
    try file?.append(bytes)
    return true
  }

  /// Puts the file in its place.
  consuming func finish() throws(SystemError) {
    guard var file = file.take(), let target else { return }
    if isMatrix { try file.overwrite(Self.head(count, width, form), at: 0) }
    let temporary = file.path
    _ = try file.finish()
    try renameFile(temporary, to: target)
  }
}
