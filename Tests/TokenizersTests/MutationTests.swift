import Testing
import TestSupport
import Tokenizers

/// Whatever is done to the file of a tokenizer, it loads or is refused, and then works or not at all.
@Suite struct `Broken tokenizers` {
  private static let values = [
    "null", "true", "false", "-1", "0", "7", "300", "4294967295", "99999999999999999999", "1e308",
    "\"\"", "\"a\"", "\"▁\"", "[]", "{}", "\"Removed\"", "\"MergedWithNext\"", "\"first\"",
    "\"(a|b)*\"",
    "\"##\"", "\"<unk>\"",
  ]

  @Test("are refused, or count what they encode", arguments: GoldenTokenizer.names)
  func mutations(_ name: String) throws {
    let bytes = try GoldenTokenizer.bytes("\(name).json")
    let lines = try GoldenTokenizer.lines().map { Array($0.utf8) }
    var numbers = SeededNumbers(seed: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    for _ in 0..<40 {
      let broken = mutate(bytes, &numbers)
      let tokenizer: Tokenizer
      do throws(TokenizerError) {
        tokenizer = try Tokenizer(json: broken, file: "t.json")
      } catch {
        #expect(error.description.hasPrefix("t.json:"))
        continue
      }
      var session = tokenizer.session()
      for _ in 0..<4 {
        var line = numbers.pick(lines)
        if !line.isEmpty { line[numbers.below(line.count)] = UInt8(numbers.below(256)) }
        let count = session.count(line.span, addingSpecial: true)
        let encoding: Encoding = session.encode(line.span)
        #expect(count == encoding.ids.count)
        #expect(encoding.offsets.allSatisfy { $0.upperBound <= line.count + 200 })
        #expect(tokenizer.tokens(for: encoding.ids).count == count)
      }
    }
  }

  /// Breaks the file at a place or two, mostly in front of the vocabulary.
  private func mutate(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0...numbers.below(2) {
      let place = numbers.below(numbers.below(4) == 0 ? bytes.count : min(bytes.count, 3000))
      switch numbers.below(12) {
      case 0: bytes[place] = UInt8(numbers.below(256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + numbers.below(8)))
      default:
        guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { continue }
        var end = colon + 1
        let ends: [UInt8] =
          end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? [0x22] : [0x2C, 0x7D, 0x5D]
        if ends.count == 1 { end += 1 }
        while end < bytes.count && !ends.contains(bytes[end]) { end += 1 }
        if ends.count == 1 { end = min(bytes.count, end + 1) }
        bytes.replaceSubrange((colon + 1)..<end, with: Array(numbers.pick(Self.values).utf8))
      }
    }
    return bytes
  }
}
