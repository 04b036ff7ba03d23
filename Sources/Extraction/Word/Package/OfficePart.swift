import LibXML

/// The reader of one part of an Office file, told of elements by their names.
class OfficePart: XMLHandler {
  private let names = OfficeName.all

  var isFinished: Bool { false }

  final func start(_ name: Int, _ attributes: borrowing XMLAttributes) {
    open(name >= 0 ? names[name] : .other, attributes)
  }

  final func end(_ name: Int) {
    close(name >= 0 ? names[name] : .other)
  }

  func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {}
  func close(_ name: OfficeName) {}
  func text(_ text: borrowing Span<UInt8>) {}
}

extension XMLAttributes {
  func string(_ name: OfficeName) -> String? { string(name.rawValue) }
  func bytes(_ name: OfficeName) -> [UInt8]? { bytes(name.rawValue) }
  func integer(_ name: OfficeName) -> Int? { integer(name.rawValue) }
  func has(_ name: OfficeName) -> Bool { has(name.rawValue) }

  func equals(_ name: OfficeName, _ text: StaticString) -> Bool {
    equals(name.rawValue, text)
  }

  /// Whether a property that is there is on, which it is unless it says otherwise.
  func isOn(_ name: OfficeName = .val) -> Bool {
    !equals(name, "0") && !equals(name, "false") && !equals(name, "off") && !equals(name, "none")
  }
}
