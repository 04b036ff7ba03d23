import JSON
import Pipeline
import Testing

/// Sizes, times, shares: what is taken, what is shown, what is refused.
@Suite struct QuantityTests {
  @Test(
    arguments: [
      ("0B", 0, "0B"), ("1B", 1, "1B"), ("50MB", 50_000_000, "50MB"),
      ("2GiB", 2_147_483_648, "2GiB"),
      ("1.5kB", 1500, "1500B"), ("1.5 KB", 1500, "1500B"), ("8.2MB", 8_200_000, "8200kB"),
      ("1000kB", 1_000_000, "1MB"), ("4 TiB", 4_398_046_511_104, "4TiB"),
      ("1TB", 1_000_000_000_000, "1TB"),
      ("0.001MiB", 1049, "1049B"), ("007B", 7, "7B"),
    ] as [(String, Int64, String)]
  )
  func size(text: String, bytes: Int64, shown: String) throws {
    let size = try #require(ByteSize(text))
    #expect(size.bytes == bytes)
    #expect(size.json == JSON(shown))
    #expect(ByteSize(shown) == size)
  }

  @Test(arguments: [
    "", "5", "MB", "5mb", "5 Mb", "5GIB", "-1B", "+1B", "1e3B", "0x10B", ".5MB", "5.MB", "1.2.3MB",
    "1,5MB",
    "5  MB", " 5MB", "5MB ", "５MB", "99999999TiB", "infB", "nanB", "1 000B", "5M",
  ])
  func noSize(text: String) {
    #expect(ByteSize(text) == nil)
  }

  @Test(
    arguments: [
      ("0s", 0, "0s"), ("150ms", 150, "150ms"), ("300s", 300_000, "300s"), ("2m", 120_000, "120s"),
      ("1.5h", 5_400_000, "5400s"), ("1d", 86_400_000, "86400s"), ("1.001s", 1001, "1001ms"),
      ("0.57s", 570, "570ms"),
      ("1 h", 3_600_000, "3600s"),
    ] as [(String, Int64, String)]
  )
  func time(text: String, milliseconds: Int64, shown: String) throws {
    let span = try #require(TimeSpan(text))
    #expect(span.milliseconds == milliseconds)
    #expect(span.description == shown)
    #expect(TimeSpan(shown) == span)
    #expect(span.duration == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    "", "5", "s", "5 sec", "5S", "-1s", "1w", "5min", "1h30m", "1e3s", "999999999999999d",
  ])
  func noTime(text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test(
    arguments: [
      ("0", .count(0), 0), ("12", .count(12), 12), ("2%", .percent(2), "2%"),
      ("0.5%", .percent(0.5), "0.5%"),
      ("100%", .percent(100), "100%"),
    ] as [(String, FailureBudget, JSON)]
  )
  func budget(text: String, expected: FailureBudget, shown: JSON) throws {
    #expect(FailureBudget(text) == expected)
    #expect(expected.json == shown)
    #expect(try FailureBudget(setting: shown) == expected)
  }

  @Test(arguments: [
    "", "%", "-1", "-1%", "+1", "101%", "1.5", "2 %", "0x10%", "1e1%", "nan%", "two",
  ])
  func noBudget(text: String) {
    #expect(FailureBudget(text) == nil)
  }

  /// How many may fail of how many.
  @Test(
    arguments: [
      (.count(0), 0, 10, true), (.count(0), 1, 10, false), (.count(3), 3, 3, true),
      (.percent(10), 1, 10, true),
      (.percent(10), 2, 10, false), (.percent(10), 1, 9, false), (.percent(0), 0, 0, true),
      (.percent(100), 5, 5, true), (.percent(2), 2, 100, true), (.percent(2), 3, 100, false),
    ] as [(FailureBudget, Int, Int, Bool)]
  )
  func allowance(budget: FailureBudget, failed: Int, total: Int, expected: Bool) {
    #expect(budget.allows(failed: failed, of: total) == expected)
  }

  @Test(
    arguments: [
      ("1GB", 1_000_000_000, "1GB"), ("10%", 5_000_000, "10%"), ("0%", 0, "0%"),
      ("12.5%", 6_250_000, "12.5%"),
      ("100%", 50_000_000, "100%"),
    ] as [(String, Int64, String)]
  )
  func reserve(text: String, ofFiftyMegabytes: Int64, shown: String) throws {
    let reserve = try DiskReserve(setting: JSON(text))
    #expect(reserve.bytes(ofDisk: 50_000_000) == ofFiftyMegabytes)
    #expect(reserve.json == JSON(shown))
    #expect(try DiskReserve(setting: reserve.json) == reserve)
  }

  @Test(arguments: [10, "10", "110%", "-1%", "%", "", true, nil, "0x1%"] as [JSON])
  func noReserve(json: JSON) {
    #expect(throws: SettingProblem.self) { try DiskReserve(setting: json) }
  }

  /// What an editor's schema takes is what the program takes.
  @Test(arguments: [
    "50MB", "50 MB", "50  MB", "5", "1.5kB", "5.MB", ".5MB", "-5MB", "5mb", "1e3B", "2GiB", "300s",
    "2m", "5 ms", "5min",
    "2%", "0.5%", "2 %", "-2%", "+2%", "%",
  ])
  func schemaAgrees(text: String) throws {
    for (schema, isTaken) in [
      (ByteSize.schema, ByteSize(text) != nil), (TimeSpan.schema, TimeSpan(text) != nil),
      (
        FailureBudget.schema["anyOf"]?.elements?.last ?? nil,
        FailureBudget(text) != nil && Int(text) == nil
      ),
    ] {
      let pattern = try Regex(schema["pattern"]?.string ?? "")
      #expect(text.contains(pattern) == isTaken, "\(text) by \(schema.compact)")
    }
  }
}
