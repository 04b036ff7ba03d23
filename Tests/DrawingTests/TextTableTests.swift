import Drawing
import Testing

struct TextTableTests {
  private static func table() -> TextTable {
    var table = TextTable([
      .init("Path", yields: true), .init("Size", .right), .init("状態"),
    ])
    table.append(["out/a/long/path/to/elements.jsonl", "1.2 GB", "変更"])
    table.append(["資料/一覧.json", "453 B", "ok"])
    table.append(["e\u{301}\u{1B}[31m"])
    return table
  }

  @Test func alignsColumns() {
    #expect(
      Self.table().text() == """
        Path                                 Size  状態
        ─────────────────────────────────  ──────  ────
        out/a/long/path/to/elements.jsonl  1.2 GB  変更
        資料/一覧.json                      453 B  ok
        e\u{301}\u{FFFD}[31m

        """
    )
  }

  @Test func elidesPathsFirst() {
    #expect(
      Self.table().text(limit: 32) == """
        Path                  Size  状態
        ──────────────────  ──────  ────
        out/a/lo…nts.jsonl  1.2 GB  変更
        資料/一覧.json       453 B  ok
        e\u{301}\u{FFFD}[31m

        """
    )
  }

  @Test(arguments: 0...60)
  func keepsToItsLimit(limit: Int) {
    let lines = Self.table().lines(limit: limit)
    #expect(lines.count == 5)
    for line in lines {
      #expect(DisplayWidth.columns(of: line) <= limit)
      #expect(line.last != " ")
    }
  }

  @Test func doesWithoutTitles() {
    var table = TextTable([.init("", .right), .init("")])
    table.append(["1", "a", "too many"])
    table.append(["12", "b"])
    #expect(table.lines() == [" 1  a", "12  b"])
    #expect(TextTable([]).lines().isEmpty)
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("文書", 4), ("한국", 4), ("ｱ", 1), ("Ａ", 2),
    ("🎉", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤\u{FE0F}", 2), ("a\u{200B}b", 2), ("─━…", 3), ("한", 2),
    ("ไทย", 3), ("Ελ", 2),
  ])
  func measuresText(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "ab…ef"), ("abcdef", 4, "a…ef"), ("abcdef", 1, "…"),
    ("abcdef", 0, ""), ("文書文書", 7, "文書…書"), ("文書文書", 6, "文…書"), ("文書文書", 8, "文書文書"), ("文書", 2, "…"),
  ])
  func elidesInTheMiddle(text: String, limit: Int, elided: String) {
    #expect(DisplayWidth.elided(text, toFit: limit) == elided)
  }
}
