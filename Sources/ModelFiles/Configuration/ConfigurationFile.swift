import JSON
import SystemIO

/// One of a model's JSON files, read with errors that name the file, the place and the member.
struct ConfigurationFile {
  let path: String
  let tree: JSON

  private static let largest = 64 << 20

  /// Reads a file; nil where there is none.
  init?(_ path: String) throws(ModelError) {
    self.path = path
    let bytes: [UInt8]
    do throws(ReadFileError) {
      bytes = try readFile(path, limit: Self.largest).bytes
    } catch {
      if case .system(let cause) = error, cause.isMissing { return nil }
      throw .unreadable(error)
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw .damaged(place: "'\(path)'", "it is empty")
    }
    do throws(JSONProblem) {
      tree = try JSONParser.value(bytes, file: path)
    } catch {
      throw .damaged(
        place: "\(path):\(error.place.line):\(error.place.column)",
        error.message
      )
    }
  }

  /// Reads a file that must be there and be an object.
  static func required(_ path: String, _ why: String) throws(ModelError) -> ConfigurationFile {
    guard let file = try ConfigurationFile(path) else { throw .missing(path: path, why) }
    try file.requireObject()
    return file
  }

  /// Reads a file that may be missing but else must be an object.
  static func optional(_ path: String) throws(ModelError) -> ConfigurationFile? {
    let file = try ConfigurationFile(path)
    try file?.requireObject()
    return file
  }

  private func requireObject() throws(ModelError) {
    guard tree.members != nil else {
      throw damage("it is \(tree.kindName), not an object", at: tree)
    }
  }

  // MARK: Complaints

  private func place(_ value: JSON?) -> String {
    value.map { "\(path):\($0.place.line):\($0.place.column)" } ?? "'\(path)'"
  }

  func damage(_ message: String, at value: JSON? = nil) -> ModelError {
    .damaged(place: place(value), message)
  }

  func refusal(_ message: String, at value: JSON? = nil) -> ModelError {
    .unsupported(place: place(value), message)
  }

  /// A value as it reads in a complaint.
  static func shown(_ value: JSON) -> String {
    let text = value.compact
    return text.utf8.count > 60 ? value.kindName : text
  }

  // MARK: Members

  /// The member, unless it is missing or null.
  func present(_ name: String) -> JSON? {
    guard let value = tree[name], !value.isNull else { return nil }
    return value
  }

  func whole(
    _ name: String,
    _ range: ClosedRange<Int>,
    default usual: Int? = nil
  ) throws(ModelError) -> Int {
    guard let value = present(name) else {
      guard let usual else { throw damage("there is no '\(name)'") }
      return usual
    }
    guard case .number = value.value, let number = value.integer, range.contains(number) else {
      throw damage(
        """
        '\(name)' is to be a whole number of \(range.lowerBound) to \(range.upperBound), and is \
        \(Self.shown(value))
        """,
        at: value
      )
    }
    return number
  }

  func flag(_ name: String, default usual: Bool) throws(ModelError) -> Bool {
    guard let value = present(name) else { return usual }
    guard case .bool(let flag) = value.value else {
      throw damage("'\(name)' is to be true or false, and is \(Self.shown(value))", at: value)
    }
    return flag
  }

  func text(_ name: String, default usual: String? = nil) throws(ModelError) -> String {
    guard let value = present(name) else {
      guard let usual else { throw damage("there is no '\(name)'") }
      return usual
    }
    guard let text = value.string else {
      throw damage("'\(name)' is to be a text, and is \(Self.shown(value))", at: value)
    }
    return text
  }

  func number(_ name: String, default usual: Double) throws(ModelError) -> Double {
    guard let value = present(name) else { return usual }
    guard case .number(let number) = value.value, number.double.isFinite else {
      throw damage("'\(name)' is to be a number, and is \(Self.shown(value))", at: value)
    }
    return number.double
  }
}
