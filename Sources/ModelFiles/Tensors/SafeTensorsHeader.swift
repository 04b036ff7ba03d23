import JSON

/// Reads and checks the head of a safetensors file: a length in eight bytes, then that much JSON.
///
/// All numbers of the file must belong to exactly one tensor, as the format demands; so neither damage
/// nor a hidden second content passes.
struct SafeTensorsHeader {
  /// The longest header that the format allows.
  static let longest = 100_000_000

  let path: String
  /// Where the numbers begin.
  private let dataStart: Int
  private let dataSize: Int
  private let file: Int
  private(set) var tensors: [Tensor] = []

  /// Says how long the header is that the first eight bytes announce.
  static func length(
    _ first: [UInt8],
    fileSize: Int,
    path: String
  ) throws(ModelError) -> Int {
    guard first.count == 8, fileSize >= 8 else {
      throw .damaged(
        place: "'\(path)'",
        "it has \(fileSize) bytes, too few for the length of a header"
      )
    }
    let length = first.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(longest) else {
      throw .damaged(
        place: "'\(path)'",
        "its header is to have \(length) bytes, and no header has more than \(longest)"
      )
    }
    guard Int(length) <= fileSize - 8 else {
      throw .damaged(
        place: "'\(path)'",
        "its header is to have \(length) bytes, and the file has only \(fileSize - 8) after its length"
      )
    }
    return Int(length)
  }

  /// Reads the JSON of a header.
  init(_ json: [UInt8], fileSize: Int, path: String, file: Int) throws(ModelError) {
    self.path = path
    self.file = file
    dataStart = 8 + json.count
    dataSize = fileSize - dataStart
    do throws(JSONProblem) {
      var scanner = try JSONScanner(json, file: path)
      try read(&scanner)
    } catch {
      throw damage("in its header, at byte \(7 + error.place.column): \(error.message)")
    }
    try checkPlaces()
  }

  private func damage(_ message: String) -> ModelError {
    .damaged(place: "'\(path)'", message)
  }

  // MARK: Reading

  private mutating func read(_ scanner: inout JSONScanner) throws(JSONProblem) {
    try scanner.enterObject()
    var names: Set<String> = []
    var bytes: [UInt8] = []
    var isFirst = true
    while true {
      let start = scanner
      guard try scanner.nextName(into: &bytes, isFirst: &isFirst) else { break }
      let name = String(decoding: bytes, as: UTF8.self)
      guard names.insert(name).inserted else {
        throw start.problem("tensor '\(name)' is there twice")
      }
      if name == "__metadata__" {
        try scanner.skip()
      } else {
        tensors.append(try tensor(name, &scanner))
      }
    }
    try scanner.end()
  }

  private func tensor(
    _ name: String,
    _ scanner: inout JSONScanner
  ) throws(JSONProblem) -> Tensor {
    let start = scanner
    func wrong(_ message: String) -> JSONProblem {
      start.problem("tensor '\(name)' \(message)")
    }
    var kind: TensorKind?
    var shape: [Int]?
    var offsets: [Int]?
    guard scanner.next == UInt8(ascii: "{") else { throw wrong("is no object") }
    try scanner.enterObject()
    var key: [UInt8] = []
    var isFirst = true
    while try scanner.nextName(into: &key, isFirst: &isFirst) {
      switch String(decoding: key, as: UTF8.self) {
      case "dtype":
        guard scanner.next == UInt8(ascii: "\"") else { throw wrong("has a dtype that is no text") }
        let text = try scanner.string()
        guard kind == nil else { throw wrong("has two dtypes") }
        kind = TensorKind(name: text)
        guard kind != nil else { throw wrong("has the dtype '\(text)', which there is not") }
      case "shape":
        guard shape == nil else { throw wrong("has two shapes") }
        shape = try Self.wholeNumbers(&scanner)
        guard shape != nil else { throw wrong("has a shape that is no list of whole numbers") }
      case "data_offsets":
        guard offsets == nil else { throw wrong("has its data_offsets twice") }
        offsets = try Self.wholeNumbers(&scanner)
        guard offsets != nil else {
          throw wrong("has data_offsets that are no list of whole numbers from 0 on")
        }
      case let other: throw wrong("has the member '\(other)', which the format does not know")
      }
    }
    guard let kind, let shape, let offsets else {
      let lacking = kind == nil ? "dtype" : shape == nil ? "shape" : "data_offsets"
      throw wrong("has no \(lacking)")
    }
    guard offsets.count == 2 else {
      throw wrong("has \(offsets.count) data_offsets, where a beginning and an end belong")
    }
    guard offsets[0] <= offsets[1], offsets[1] <= dataSize else {
      throw wrong(
        """
        is to lie at bytes \(offsets[0])..<\(offsets[1]), and the file has \(dataSize) bytes of numbers
        """
      )
    }
    guard let count = Self.product(shape), let size = Self.product([count, kind.width]) else {
      throw wrong("has a shape too large for any file: \(shape)")
    }
    guard size == offsets[1] - offsets[0] else {
      throw wrong(
        """
        has \(offsets[1] - offsets[0]) bytes, and its shape \(shape) of \(kind.name) takes \(size)
        """
      )
    }
    return Tensor(
      name: name,
      kind: kind,
      shape: shape,
      count: count,
      file: file,
      offset: dataStart + offsets[0]
    )
  }

  /// A list of whole numbers from 0 on; nil for any other value.
  private static func wholeNumbers(_ scanner: inout JSONScanner) throws(JSONProblem) -> [Int]? {
    guard scanner.next == UInt8(ascii: "[") else { return nil }
    try scanner.enterList()
    var numbers: [Int] = []
    var isFirst = true
    while try scanner.nextElement(isFirst: &isFirst) {
      guard scanner.startsNumber, let number = try scanner.integer(), number >= 0 else {
        return nil
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The product; nil where it is beyond all numbers.
  private static func product(_ factors: [Int]) -> Int? {
    var product = 1
    for factor in factors {
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: factor)
      guard !isTooLarge else { return nil }
      product = next
    }
    return product
  }

  // MARK: Checking

  /// Makes sure that the tensors fill the file without overlap or hole.
  private func checkPlaces() throws(ModelError) {
    let order = tensors.sorted { ($0.offset, $0.size, $0.name) < ($1.offset, $1.size, $1.name) }
    var end = dataStart
    var last: Tensor?
    for tensor in order {
      if tensor.offset < end, let last {
        throw damage("tensors '\(last.name)' and '\(tensor.name)' overlap")
      }
      guard tensor.offset == end else {
        throw damage(
          "\(tensor.offset - end) bytes before tensor '\(tensor.name)' belong to no tensor"
        )
      }
      end += tensor.size
      last = tensor
    }
    guard end == dataStart + dataSize else {
      throw damage("\(dataStart + dataSize - end) bytes at its end belong to no tensor")
    }
  }
}
