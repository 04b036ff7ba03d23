/// The names of parts in a package, as they are compared.
enum PartName {
  /// A name without the slash in front, in small letters: names that differ in case only are equal.
  static func normalized(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "/"))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
  }

  /// The part that holds the relationships of another; the empty name is the package's own.
  static func relationships(of part: String) -> String {
    let (folder, base) = split(part)
    return folder + "_rels/" + base + ".rels"
  }

  /// Finds the part that a relationship of a part leads to.
  static func resolved(_ target: String, from part: String) -> String {
    let path = normalized(decoded(target))
    guard !target.hasPrefix("/") else { return simplified(path) }
    return simplified(split(part).folder + path)
  }

  /// The suffix after the last dot.
  static func suffix(_ name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(name[name.utf8.index(after: dot)...])
  }

  private static func split(_ part: String) -> (folder: String, base: String) {
    guard let slash = part.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", part) }
    let next = part.utf8.index(after: slash)
    return (String(part[..<next]), String(part[next...]))
  }

  /// A path without `.` and `..`.
  private static func simplified(_ path: String) -> String {
    var steps: [Substring] = []
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  /// A name with its percent signs decoded.
  private static func decoded(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    let source = Array(name.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[index + 1...index + 2], as: UTF8.self),
          radix: 16
        )
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
