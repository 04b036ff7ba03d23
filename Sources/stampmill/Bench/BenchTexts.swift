/// Texts to measure with: words of our own, the same in every run.
enum BenchTexts {
  private static let words = """
    rain gauge bucket tips station record the of and in a for was by with every hour report annual mean
    calibration funnel heater battery logger cable mast wind vane sensor field office letter repair return
    spare part number table page review approved under schedule maintenance observer morning evening daily
    monthly total snow frost thaw river level warning height metre second minute average error correction
    site access road gate key keeper visit inspection note drawing plan section figure list measured value
    between before after during without within above below north south east west hill valley lake forest
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  /// Texts of one to some two hundred words; half of them are of less than thirty.
  static func make(_ count: Int) -> [String] {
    var state: UInt64 = 20_261_122
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: (state >> 33) % UInt64(limit))
    }
    return (0..<count).map { _ in
      // A doubling of the length is as likely as any other.
      let scale = 1 << next(8)
      let length = min(220, scale + next(scale))
      return (0..<length).map { _ in words[next(words.count)] }.joined(separator: " ")
    }
  }

  /// A question of twelve tokens with those around it, as somebody would type it.
  static let query = "when was the rain gauge last calibrated by the keeper"
}
