import CommandLineKit
import Pipeline

/// The version, in the one place where it stands.
let programVersion = "0.1.0"

/// The program as its help, its manual and its completions know it.
let stampmill = Program<CommonOptions>(
  name: "stampmill",
  summary: "Turns folders of documents into search that is ready to serve.",
  discussion: """
    A pipeline file says where documents lie, what is done with them and what is written. A run \
    brings the outputs up to date: it works only on what changed, and the same inputs give the same \
    bytes every time.
    """,
  version: programVersion,
  groups: [
    CommandGroup(
      "Run",
      [RunCommand.self, PlanCommand.self, CheckCommand.self, VerifyCommand.self]
    ),
    CommandGroup(
      "Look",
      [
        SearchCommand.self, PreviewCommand.self, GraphCommand.self, DescribeCommand.self,
        SchemaCommand.self, FormatCommand.self,
      ]
    ),
    CommandGroup(
      "Parts",
      [
        ParseCommand.self, ChunkCommand.self, TokenizeCommand.self, EmbedCommand.self,
        ModelsCommand.self, SnapshotCommand.self, BenchCommand.self,
      ]
    ),
    CommandGroup("Program", [VersionReportCommand.self]),
  ],
  examples: [
    Example("stampmill run pipelines/handbook.json", "Bring the outputs of a pipeline up to date"),
    Example("stampmill plan pipelines/handbook.json", "See what a run would do, and why"),
    Example("stampmill search build/handbook 'tipping bucket'", "Search what was made"),
    Example("stampmill parse notes.md | head -3", "Look at the elements of a file"),
  ],
  exitStatuses: Pipeline.ExitStatus.allCases.map { .init($0.rawValue, $0.meaning) }
)

/// The mistakes in the declarations above; a test expects none.
package var declarationFaults: [String] { stampmill.faults }
