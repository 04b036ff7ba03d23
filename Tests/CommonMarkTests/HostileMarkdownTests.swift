import CommonMark
import Testing

/// A document of repeated pieces, shown by its name.
struct HostileDocument: Sendable, CustomTestStringConvertible {
  let name: String
  let pieces: [(text: String, count: Int)]

  init(_ name: String, _ pieces: (String, Int)...) {
    self.name = name
    self.pieces = pieces
  }

  var testDescription: String { name }

  var bytes: [UInt8] {
    pieces.flatMap { Array(String(repeating: $0.text, count: $0.count).utf8) }
  }
}

@Suite(.timeLimit(.minutes(2))) struct `Hostile Markdown` {
  @Test(arguments: [
    (HostileDocument("quotes in one line", (">", 10_000), ("a", 1)), 20_001),
    (HostileDocument("lists in one line", ("- ", 10_000), ("a", 1)), 40_001),
    (HostileDocument("brackets", ("[", 100_000)), 1),
    (HostileDocument("one word", ("x", 1 << 20)), 1),
    (HostileDocument("emphasis", ("**a", 20_000)), 1),
    (HostileDocument("line ends", ("\n", 1_000_000), ("a", 1)), 1),
    (HostileDocument("spaces", (" ", 1_000_000)), 0),
    (HostileDocument("at signs", ("a@", 200_000)), 1),
    (HostileDocument("nothing but NUL", ("\u{0}", 100_000)), 1),
  ])
  func `is read`(document: HostileDocument, blocks: Int) throws {
    #expect(try Markdown.blocks(of: document.bytes.span).count == blocks)
  }

  @Test(arguments: [
    (HostileDocument("list, lines", ("- ", 10_000), ("a\n", 1), ("b\n", 100_000)), "deep nesting"),
    (HostileDocument("list, blank", ("1) ", 10_000), ("\n", 100_000)), "deep nesting"),
    (HostileDocument("quote, marks", (">", 100_000), ("*a ", 9_999)), "deep nesting"),
    (HostileDocument("instructions", ("x <?", 100_000)), "markup that is opened"),
    (HostileDocument("character data", ("x <![CDATA[", 100_000)), "markup that is opened"),
    (HostileDocument("images", ("![[]()", 100_000)), "markup that is opened"),
    (HostileDocument("columns", ("|a", 30_000), ("\n", 1), ("|-", 30_000)), "a table"),
    (HostileDocument("late table", ("a\n", 200_000), ("|a|\n|-|\n", 1)), "a table"),
    (
      HostileDocument("target", ("[a]: ", 1), ("u", 100_000), ("\n\n", 1), ("[a]", 100_000)),
      "a long link target"
    ),
  ])
  func `is refused before it costs anything`(document: HostileDocument, reason: String) {
    do throws(CommonMarkError) {
      _ = try Markdown.blocks(of: document.bytes.span)
      Issue.record("it was read")
    } catch {
      #expect(error.description.hasPrefix("is not read as Markdown: \(reason)"))
    }
  }

  @Test func `changes nothing for what is read at the same time`() async throws {
    let calm = HostileDocument("calm", ("*a* ~~b~~ www.c.d [e](f) `g`\n\n|h|\n|-|\n|i|\n\n", 200))
    let expected = try Markdown.blocks(of: calm.bytes.span)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask { (try? Markdown.blocks(of: calm.bytes.span)) == expected }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }
}
