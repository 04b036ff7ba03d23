import Drawing
import Testing

struct ProgressLineTests {
  private static func line(_ done: Int = 41_203, of total: Int? = 100_000) -> ProgressLine {
    var line = ProgressLine(
      activity: "parse",
      done: done,
      total: total,
      elapsed: .milliseconds(4952)
    )
    line.failed = 2
    line.bytesPerSecond = 112_345_678
    line.remaining = .seconds(7)
    return line
  }

  @Test(arguments: [
    (
      200,
      "parse 41,203/100,000 ━━━━━━━━━╸               41%  8,320 docs/s  112 MB/s  ETA 0:07  2 failed"
    ),
    (80, "parse 41,203/100,000 ━━━━╸       41%  8,320 docs/s  112 MB/s  ETA 0:07  2 failed"),
    (72, "parse 41,203/100,000 ━━━━━         41%  8,320 docs/s  ETA 0:07  2 failed"),
    (56, "parse 41,203/100,000 ━━━━╸       41%  ETA 0:07  2 failed"),
    (48, "parse 41,203/100,000  41%  ETA 0:07  2 failed"),
    (40, "parse 41,203/100,000  41%  2 failed"),
    (32, "41,203/100,000  41%  2 failed"),
    (16, "41%  2 failed"),
    (8, "2 failed"),
    (7, "41%"),
    (2, ""),
  ])
  func givesWayWhereItIsNarrow(width: Int, text: String) {
    #expect(Self.line().text(width: width) == text)
  }

  @Test(arguments: [0, 1, 50_000, 99_999, 100_000, 200_000, Int.max, -5], [true, false])
  func keepsToItsWidth(done: Int, hasTotal: Bool) {
    for activity in ["parse", "", "文書の読み込み", "two\nlines"] {
      var line = Self.line(done, of: hasTotal ? 100_000 : nil)
      line.activity = activity
      for width in [0, 1, 2, 3, 5, 8, 13, 21, 34, 47, 55, 63, 72, 80, 97, 130] {
        let plain = line.text(width: width)
        #expect(DisplayWidth.columns(of: plain) <= width)
        #expect(!plain.contains("\n"))
        // With the colours taken out, the same remains, but for what is left of the bar.
        let colored = line.text(width: width, isColored: true)
        let bare = colored.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(DisplayWidth.columns(of: bare) == DisplayWidth.columns(of: plain))
      }
    }
  }

  @Test(arguments: [
    (0, "        ", "  0%"), (1, "        ", "<1%"), (50_000, "━━━━    ", " 50%"),
    (99_999, "━━━━━━━╸", " 99%"), (100_000, "━━━━━━━━", "100%"),
  ])
  func fillsItsBar(done: Int, bar: String, percent: String) {
    var line = ProgressLine(activity: "", done: done, total: 100_000, elapsed: .zero)
    line.remaining = .seconds(1)
    let width = line.text(width: 200).count - 16
    let text = line.text(width: width)
    #expect(text.contains(" \(bar) "))
    #expect(text.contains(percent.trimmingPrefix(" ")))
  }

  @Test func paintsParts() {
    var line = ProgressLine(activity: "parse", done: 1, total: 2, elapsed: .seconds(1))
    line.failed = 1
    #expect(
      line.text(width: 51, isColored: true)
        == "\u{1B}[1mparse\u{1B}[0m 1/2 \u{1B}[36m━━━━╸\u{1B}[0m\u{1B}[2m━━━━\u{1B}[0m 50%  "
        + "\u{1B}[2m1.0 docs/s\u{1B}[0m  \u{1B}[2m0:01\u{1B}[0m  \u{1B}[31m1 failed\u{1B}[0m"
    )
  }

  @Test func countsWithoutATotal() {
    var line = Self.line(of: nil)
    line.remaining = nil
    line.unit = "files"
    #expect(
      line.text(width: 80) == "parse 41,203 files  8,320 files/s  112 MB/s  0:04  2 failed"
    )
  }
}
