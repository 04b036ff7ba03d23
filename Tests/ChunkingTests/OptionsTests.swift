import Chunking
import Documents
import Testing

/// Bad options are named as users write them, and even they never hang the chunker.
@Suite struct `Chunking options` {
  @Test(arguments: [
    (ChunkingOptions(), []),
    (
      ChunkingOptions.with {
        $0.maxCharacters = 1; $0.combineTextUnderCharacters = 0
      }, []
    ),
    (ChunkingOptions.with { $0.newAfterCharacters = 9000 }, []),
    (
      ChunkingOptions.with {
        $0.maxCharacters = 0; $0.overlap = 3
      },
      ["max_characters: max_characters is 0, but must be at least 1."]
    ),
    (
      ChunkingOptions.with {
        $0.newAfterCharacters = -1; $0.combineTextUnderCharacters = -2; $0.overlap = -3
      },
      [
        "new_after_n_chars: new_after_n_chars is -1, but must not be negative.",
        "combine_text_under_n_chars: combine_text_under_n_chars is -2, but must not be negative.",
        "overlap: overlap is -3, but must not be negative.",
      ]
    ),
    (
      ChunkingOptions.with {
        $0.maxCharacters = 100; $0.combineTextUnderCharacters = 101; $0.overlap = 100
      },
      [
        "combine_text_under_n_chars: combine_text_under_n_chars is 101, but must not be greater "
          + "than max_characters, 100.",
        "overlap: overlap is 100, but must be less than max_characters, 100.",
      ]
    ),
    (
      ChunkingOptions.with { $0.separators = [] }, []
    ),
    (
      ChunkingOptions.with { $0.separators = [". ", "", ""] },
      [
        "text_splitting_separators: text_splitting_separators has an empty text at place 2, "
          + "which parts nothing."
      ]
    ),
  ])
  func `are judged`(options: ChunkingOptions, expected: [String]) {
    #expect(problems(in: options).map { "\($0.setting): \($0.sentence)" } == expected)
  }

  @Test(arguments: [
    ChunkingOptions.with { $0.maxCharacters = -5 },
    ChunkingOptions.with {
      $0.maxCharacters = 3; $0.overlap = 9
    },
    ChunkingOptions.with {
      $0.maxCharacters = .max; $0.overlap = .max; $0.overlapAll = true
    },
    ChunkingOptions.with { ($0.maxCharacters, $0.separators) = (3, [""]) },
    ChunkingOptions.with { ($0.maxCharacters, $0.separators) = (3, []) },
    ChunkingOptions.with {
      $0.maxCharacters = 3; $0.newAfterCharacters = -1; $0.combineTextUnderCharacters = -1
    },
  ])
  func `that are bad lose nothing`(options: ChunkingOptions) {
    let elements = [Element(.title, "ab"), Element(.narrativeText, "cdefg")]
    for (strategy, isCompatible) in [
      (ChunkingOptions.Strategy.byTitle, true), (.byTitle, false), (.basic, true), (.basic, false),
      (.sentences, false),
    ] {
      var options = options
      (options.strategy, options.isCompatible) = (strategy, isCompatible)
      let chunks = Chunker.cut(elements, options).text.chunks
      let letters = Set(chunks.flatMap { $0.text.unicodeScalars })
      #expect("abcdefg".unicodeScalars.allSatisfy(letters.contains))
    }
  }
}
