// swift-tools-version: 6.2
import PackageDescription

// The graph reads downwards: the program knows the stages, the stages know the pipeline and the
// libraries, the libraries know nothing of a pipeline, and each C library has exactly one owner.

let package = Package(
  name: "stampmill",
  targets: [
    // Values and formats everyone speaks.
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .target(name: "Digests", dependencies: ["CNettle"]),
    .systemLibrary(
      name: "CDeflate",
      pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"])]
    ),
    .target(name: "Deflate", dependencies: ["CDeflate"]),
    .target(name: "JSON"),
    .target(name: "Documents", dependencies: ["Digests", "JSON"]),

    // Islands: each owns one C library or the system.
    .systemLibrary(
      name: "CSQLite",
      pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]
    ),
    .target(name: "SQLite", dependencies: ["CSQLite"]),
    .systemLibrary(name: "CLinux"),
    .target(name: "SystemIO", dependencies: ["CLinux"]),

    .systemLibrary(
      name: "CArchive",
      pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]
    ),
    .target(name: "LibArchive", dependencies: ["CArchive", "SystemIO"]),
    .systemLibrary(
      name: "CPopplerSystem",
      pkgConfig: "poppler",
      providers: [.apt(["libpoppler-private-dev"])]
    ),
    .target(name: "CPoppler", dependencies: ["CPopplerSystem"]),
    .target(name: "PopplerPDF", dependencies: ["CPoppler", "Documents", "PDFLayout"]),
    .systemLibrary(
      name: "CXML2",
      pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]
    ),
    .target(name: "LibXML", dependencies: ["CXML2"]),
    .systemLibrary(
      name: "CUchardet",
      pkgConfig: "uchardet",
      providers: [.apt(["libuchardet-dev"])]
    ),
    .systemLibrary(name: "CIconv"),
    .target(name: "Charsets", dependencies: ["CIconv", "CUchardet"]),

    // Libraries that know no pipeline.
    .target(name: "Spelling"),
    .target(name: "CommandLineKit", dependencies: ["Spelling"]),
    .target(name: "Drawing"),
    .systemLibrary(
      name: "CCommonMark",
      pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
    ),
    .target(name: "CommonMark", dependencies: ["CCommonMark"]),
    .target(name: "PlainText", dependencies: ["Documents"]),
    .target(name: "PDFLayout", dependencies: ["Documents"]),
    .target(
      name: "Extraction",
      dependencies: [
        "Charsets", "CommonMark", "Digests", "Documents", "LibArchive", "LibXML", "PDFLayout",
        "PlainText", "PopplerPDF", "SystemIO",
      ]
    ),
    .target(name: "Chunking", dependencies: ["Documents", "LibXML"]),
    .target(name: "Tokenizers", dependencies: ["Digests", "JSON", "SystemIO"]),
    .target(
      name: "ModelFiles",
      dependencies: ["Digests", "JSON", "LibArchive", "SystemIO", "Tokenizers"]
    ),
    .target(name: "InvertedIndex"),
    .systemLibrary(name: "CHalves"),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "KernelsBase", dependencies: ["CPrefetch"]),
    .target(name: "Kernels", dependencies: ["KernelsBase"]),
    .target(
      name: "Transformers",
      dependencies: ["Kernels", "ModelFiles", "SystemIO", "Tokenizers"]
    ),
    .target(name: "HNSW", dependencies: ["Digests", "Kernels", "SystemIO"]),
    .target(name: "SearchIndex", dependencies: ["InvertedIndex", "SQLite"]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "Stemming", dependencies: ["CStemmer"]),
    .target(name: "QdrantSnapshot", dependencies: ["Digests", "JSON", "Stemming", "SystemIO"]),
    .target(
      name: "SnapshotGraphs",
      dependencies: ["Digests", "HNSW", "QdrantSnapshot", "SystemIO"]
    ),
    .target(name: "Ledger", dependencies: ["Digests", "SQLite"]),

    .target(name: "ParseWorkers", dependencies: ["SystemIO"]),

    // The graph and how it is run.
    .target(
      name: "Pipeline",
      dependencies: ["Digests", "JSON", "Ledger", "SQLite", "Spelling", "SystemIO"]
    ),
    .target(
      name: "Stages",
      dependencies: [
        "Chunking", "Deflate", "Digests", "Documents", "Extraction", "JSON", "Ledger", "LibArchive",
        "ModelFiles", "ParseWorkers", "Pipeline", "PopplerPDF", "QdrantSnapshot", "SQLite",
        "SearchIndex",
        "SnapshotGraphs", "SystemIO", "Tokenizers", "Transformers",
      ]
    ),

    // The program: one file for each verb.
    .executableTarget(
      name: "stampmill",
      dependencies: [
        "Chunking", "CommandLineKit", "Digests", "Documents", "Drawing", "Extraction", "JSON",
        "HNSW", "Kernels", "Ledger", "ModelFiles", "ParseWorkers", "Pipeline", "QdrantSnapshot",
        "SQLite", "SearchIndex", "SnapshotGraphs", "Spelling", "Stages", "SystemIO", "Tokenizers",
        "Transformers",
      ]
    ),

    // What tests of several targets share.
    .target(
      name: "TestSupport",
      dependencies: ["JSON", "Pipeline", "SystemIO"],
      path: "Tests/Support"
    ),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Digests", "JSON", "Ledger", "Pipeline", "SQLite", "Scratch", "Stages", "SystemIO",
        "TestSupport",
      ],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "LedgerTests",
      dependencies: ["Digests", "Ledger", "SQLite", "Scratch"]
    ),
    .testTarget(
      name: "StagesTests",
      dependencies: [
        "Chunking", "Digests", "Documents", "JSON", "ModelFiles", "ModelFixtures", "Pipeline",
        "SQLite", "Scratch", "Stages", "SystemIO", "TestSupport", "Transformers",
      ]
    ),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["Scratch", "TestSupport", "stampmill"],
      exclude: ["Golden"]
    ),

    .testTarget(
      name: "ParseWorkersTests",
      dependencies: [
        "Documents", "ParseWorkers", "Pipeline", "Scratch", "Stages", "SystemIO", "stampmill",
      ]
    ),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "ParseWorkers", "Pipeline", "QdrantSnapshot", "Scratch", "SnapshotGraphs", "Stages",
        "SystemIO", "TestSupport", "stampmill",
      ]
    ),

    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "Documents", "JSON", "ParseWorkers", "Pipeline", "Scratch", "Stages", "SystemIO",
        "stampmill",
      ]
    ),

    .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .testTarget(
      name: "CommandLineKitTests",
      dependencies: ["CommandLineKit"],
      exclude: ["Golden"]
    ),
    .testTarget(name: "DrawingTests", dependencies: ["Drawing"]),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels", "Scratch", "stampmill"]),
    .testTarget(
      name: "TransformersTests",
      dependencies: [
        "JSON", "Kernels", "ModelFiles", "ModelFixtures", "Scratch", "SystemIO", "Transformers",
      ],
      exclude: ["Models"]
    ),
    .testTarget(
      name: "HNSWTests",
      dependencies: ["Digests", "HNSW", "Kernels", "Scratch", "SystemIO"]
    ),
    .testTarget(name: "PlainTextTests", dependencies: ["Documents", "PlainText", "Scratch"]),
    .testTarget(
      name: "ExtractionTests",
      dependencies: [
        "ArchiveFixtures", "CommonMark", "Digests", "Documents", "Extraction", "JSON",
        "LibArchive", "LibXML", "PDFFixtures", "PopplerPDF", "Scratch", "SystemIO",
      ]
    ),
    .testTarget(name: "PDFLayoutTests", dependencies: ["Documents", "PDFLayout"]),
    .target(name: "PDFFixtures", path: "Tests/PDFFixtures"),
    .testTarget(
      name: "PopplerPDFTests",
      dependencies: ["Documents", "PDFFixtures", "PDFLayout", "PopplerPDF"]
    ),
    .testTarget(name: "LibXMLTests", dependencies: ["LibXML"]),
    .testTarget(name: "ChunkingTests", dependencies: ["Chunking", "Documents"]),
    .testTarget(
      name: "TokenizersTests",
      dependencies: ["JSON", "Scratch", "SystemIO", "TestSupport", "Tokenizers"],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "ModelFilesTests",
      dependencies: [
        "ArchiveFixtures", "Digests", "LibArchive", "ModelFiles", "ModelFixtures", "Scratch",
        "SystemIO", "Tokenizers",
      ]
    ),
    .target(
      name: "ModelFixtures",
      dependencies: ["ArchiveFixtures", "Scratch"],
      path: "Tests/ModelFixtures"
    ),
    .testTarget(
      name: "QdrantSnapshotTests",
      dependencies: ["Digests", "GraphFixtures", "JSON", "QdrantSnapshot", "Scratch", "SystemIO"]
    ),
    .target(name: "GraphFixtures", dependencies: ["QdrantSnapshot"], path: "Tests/GraphFixtures"),
    .testTarget(name: "StemmingTests", dependencies: ["Stemming"]),
    .testTarget(name: "CommonMarkTests", dependencies: ["CommonMark"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
    .testTarget(name: "InvertedIndexTests", dependencies: ["InvertedIndex", "SQLite"]),
    .testTarget(name: "SearchIndexTests", dependencies: ["SearchIndex", "SQLite"]),
    .target(name: "Scratch", path: "Tests/Scratch"),
    .testTarget(name: "SystemIOTests", dependencies: ["Scratch", "SystemIO"]),
    .target(name: "ArchiveFixtures", dependencies: ["CArchive"], path: "Tests/ArchiveFixtures"),
    .testTarget(
      name: "LibArchiveTests",
      dependencies: ["ArchiveFixtures", "LibArchive", "Scratch", "SystemIO"]
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "ArchiveFixtures", "Digests", "JSON", "ModelFixtures", "PDFFixtures", "Scratch",
        "SystemIO", "stampmill",
      ]
    ),
    .testTarget(
      name: "DocsTests",
      dependencies: [
        "JSON", "ModelFixtures", "Pipeline", "SQLite", "Scratch", "Stages", "SystemIO", "stampmill",
      ]
    ),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

/// The targets that own a C handle or raw memory; everywhere else the compiler forbids both.
#if arch(x86_64)
  // The same files as of KernelsBase, for processors that have more than all have.
  for (level, defined, flags) in [
    ("AVX2", ["AVX2"], ["-march=x86-64-v3"]),
    ("AVX512", ["AVX512"], ["-march=x86-64-v4"]),
    ("VNNI", ["AVX512", "VNNI"], ["-march=x86-64-v4", "-mavx512vnni"]),
    ("BF16", ["AVX512", "BF16"], ["-march=x86-64-v4", "-mavx512bf16"]),
  ] {
    package.targets.append(
      .target(
        name: "Kernels\(level)",
        dependencies: level == "BF16" ? ["CHalves", "CPrefetch"] : ["CPrefetch"],
        swiftSettings: defined.map { .define("KERNEL_\($0)") }
          + [.unsafeFlags(flags.flatMap { ["-Xcc", $0] })]
      )
    )
    package.targets.first { $0.name == "Kernels" }?.dependencies.append(
      .target(name: "Kernels\(level)")
    )
  }
#endif

let islands: Set<String> = [
  "Transformers", "Kernels", "KernelsTests", "KernelsAVX2", "KernelsAVX512", "KernelsBase",
  "KernelsVNNI", "KernelsBF16",
  "ArchiveFixtures", "Charsets", "CommonMark", "Deflate", "Digests", "HNSW", "InvertedIndex",
  "LibArchive",
  "LibXML",
  "PopplerPDF", "SQLite", "Scratch", "SnapshotGraphs", "Stemming", "SystemIO",
]

for target in package.targets where target.type != .system && target.name != "CPoppler" {
  var settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]
  settings += [
    "ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault",
    "NonisolatedNonsendingByDefault",
  ].map { .enableUpcomingFeature($0) }
  if !islands.contains(target.name) { settings.append(.strictMemorySafety()) }
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
