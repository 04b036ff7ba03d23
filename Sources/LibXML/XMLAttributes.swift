import CXML2

/// The attributes of an element, valid while the handler hears of it.
///
/// They cannot be copied, and so not kept either; what is taken out of them can.
package struct XMLAttributes: ~Copyable {
  /// Five pointers for each: local name, prefix, namespace, start and end of the value.
  private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  /// Lives as long as the parser, and so longer than this.
  private unowned(unsafe) let names: XMLNameTable
  package let count: Int

  init(
    _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int,
    names: XMLNameTable
  ) {
    self.fields = fields
    self.count = fields == nil ? 0 : count
    self.names = names
  }

  package func has(_ name: Int) -> Bool { value(name) != nil }

  package func bytes(_ name: Int) -> [UInt8]? { value(name).map { Self.decoded($0) } }

  package func string(_ name: Int) -> String? {
    value(name).map { String(decoding: Self.decoded($0), as: UTF8.self) }
  }

  /// A value with the ampersands that libxml2 leaves coded as long as it expands no entities.
  private static func decoded(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard value.contains(UInt8(ascii: "&")) else { return Array(value) }
    let code = Array("&#38;".utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < value.count {
      bytes.append(value[index])
      let rest = UnsafeBufferPointer(rebasing: value[index...])
      index += rest.starts(with: code) ? code.count : 1
    }
    return bytes
  }

  /// Compares a value with a text of ASCII that has no ampersand.
  package func equals(_ name: Int, _ text: StaticString) -> Bool {
    guard let value = value(name), value.count == text.utf8CodeUnitCount else { return false }
    for index in value.indices where value[index] != text.utf8Start[index] { return false }
    return true
  }

  /// A value as a number in decimal digits; nil for anything else.
  package func integer(_ name: Int) -> Int? {
    guard let value = value(name) else { return nil }
    var digits = value[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return isNegative ? -number : number
  }

  private func value(_ name: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let fields else { return nil }
    for index in 0..<count {
      let field = fields + 5 * index
      guard let local = field[0], names.number(local, field[2]) == name else { continue }
      guard let start = field[3], let end = field[4], end >= start else { return nil }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }
}
