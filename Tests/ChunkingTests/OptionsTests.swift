import Chunking
import Documents
import Testing

/// Bad options are named as users write them, and even they never hang the chunker.
@Suite struct `Chunking options` {
  @Test(arguments: [
    (ChunkingOptions(), []),
    (ChunkingOptions(maxCharacters: 1, combineTextUnderCharacters: 0), []),
    (ChunkingOptions(newAfterCharacters: 9000), []),
    (
      ChunkingOptions(maxCharacters: 0, overlap: 3),
      ["max_characters: max_characters is 0, but must be at least 1."]
    ),
    (
      ChunkingOptions(newAfterCharacters: -1, combineTextUnderCharacters: -2, overlap: -3),
      [
        "new_after_n_chars: new_after_n_chars is -1, but must not be negative.",
        "combine_text_under_n_chars: combine_text_under_n_chars is -2, but must not be negative.",
        "overlap: overlap is -3, but must not be negative.",
      ]
    ),
    (
      ChunkingOptions(maxCharacters: 100, combineTextUnderCharacters: 101, overlap: 100),
      [
        "combine_text_under_n_chars: combine_text_under_n_chars is 101, but must not be greater "
          + "than max_characters, 100.",
        "overlap: overlap is 100, but must be less than max_characters, 100.",
      ]
    ),
  ])
  func `are judged`(options: ChunkingOptions, expected: [String]) {
    #expect(problems(in: options).map { "\($0.setting): \($0.sentence)" } == expected)
  }

  @Test(arguments: [
    ChunkingOptions(maxCharacters: -5), ChunkingOptions(maxCharacters: 3, overlap: 9),
    ChunkingOptions(maxCharacters: .max, overlap: .max, overlapAll: true),
    ChunkingOptions(maxCharacters: 3, newAfterCharacters: -1, combineTextUnderCharacters: -1),
  ])
  func `that are bad lose nothing`(options: ChunkingOptions) {
    let elements = [Element(.title, "ab"), Element(.narrativeText, "cdefg")]
    for chunks in [chunkByTitle(elements, options), chunkBasic(elements, options)] {
      let letters = Set(chunks.flatMap { $0.text.unicodeScalars })
      #expect("abcdefg".unicodeScalars.allSatisfy(letters.contains))
    }
  }
}
