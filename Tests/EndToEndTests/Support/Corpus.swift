import Scratch

/// Generated documents, the same for the same seed.
struct Corpus {
  private static let vocabulary = [
    "kiln", "glaze", "stamp", "mill", "clay", "slip", "bisque", "cone", "damper", "burner", "shelf",
    "wedge", "trim", "foot", "rim", "throw", "fire", "cool", "ramp", "soak", "vent", "spy", "brick",
  ]

  /// The texts by their paths; what is set here is on disk after `write`.
  private(set) var texts: [String: String] = [:]
  private var numbers: SeededNumbers

  init(documents: Int, seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    for index in 0..<documents {
      let folder = ["", "a/", "a/deep/", "b/", "ü/"][numbers.below(5)]
      texts["\(folder)doc-\(index).\(index % 3 == 0 ? "txt" : "md")"] = text(index)
    }
  }

  private mutating func text(_ index: Int) -> String {
    var text = "# Document \(index)\n"
    for _ in 0..<(1 + numbers.below(6)) {
      let words = (0..<(5 + numbers.below(40))).map { _ in
        Self.vocabulary[numbers.below(Self.vocabulary.count)]
      }
      text += "\n" + words.joined(separator: " ") + ".\n"
    }
    return text
  }

  /// Deletes, renames, copies, changes and adds documents.
  mutating func change(_ count: Int) {
    for index in 0..<count {
      let paths = texts.keys.sorted()
      let path = paths[numbers.below(paths.count)]
      switch numbers.below(5) {
      case 0: texts[path] = nil
      case 1:
        let text = texts.removeValue(forKey: path)
        texts["moved/\(index)-\(numbers.below(1000)).md"] = text
      case 2: texts["copies/\(index)-\(numbers.below(1000)).md"] = texts[path]
      case 3: texts[path, default: ""] += "\nchanged \(numbers.below(1_000_000))\n"
      default: texts["new/\(index)-\(numbers.below(1000)).md"] = text(10_000 + index)
      }
    }
  }

  /// Makes a folder hold these documents; those that are right already are not touched.
  func write(to folder: ScratchFolder, _ name: String = "in", isReversed: Bool = false) throws {
    for file in folder.files(below: name) where texts[String(file.dropFirst(name.count + 1))] == nil
    {
      try folder.remove(file)
    }
    let order = texts.keys.sorted()
    for path in isReversed ? order.reversed() : order {
      let bytes = Array((texts[path] ?? "").utf8)
      if folder.bytes("\(name)/\(path)") != bytes { try folder.write("\(name)/\(path)", bytes) }
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
