import Kernels
import Scratch
import Testing

/// The kernels of several levels in one program.
@Suite struct `Levels in one program` {
  private static let folder: String = {
    let own = OwnProcess.executable().split(separator: "/", omittingEmptySubsequences: false)
    return own.dropLast().joined(separator: "/")
  }()

  private static func shell(_ script: String) throws -> ProgramOutcome {
    try RunningProgram("/bin/sh", ["-c", script], in: folder).wait()
  }

  private static var targets: [String] {
    #if arch(x86_64)
      ["KernelsBase", "KernelsAVX2", "KernelsAVX512", "KernelsVNNI", "KernelsBF16"]
    #else
      ["KernelsBase"]
    #endif
  }

  /// The linker takes the first of all weak symbols of a name: code of the library that is made for a level's types
  /// would be run on processors that do not have that level.
  @Test(arguments: targets)
  func `share no code`(target: String) throws {
    let outcome = try Self.shell("nm \(target).build/*.o")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.contains { $0.last?.contains("\(target.count)\(target)") == true })
    let weak = lines.filter { ["W", "V", "w", "v", "u"].contains($0.dropLast().last) }
      .compactMap(\.last)
    let foreign = weak.filter { name in
      name != "__swift_reflection_version" && !name.contains("\(target.count)\(target)")
    }
    #expect(foreign == [])
  }

  /// Emulated processors have no AVX-512, and say so.
  @Test(arguments: [("Nehalem", ["portable"]), ("Haswell", ["portable", "avx2"])])
  func `are right on other processors`(processor: String, levels: [String]) throws {
    #if arch(x86_64)
      guard try Self.shell("command -v qemu-x86_64").status == 0 else {
        print("skipped: qemu-x86_64 is not installed")
        return
      }
      let outcome = try Self.shell("qemu-x86_64 -cpu \(processor) ./stampmill kernel-self-test")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.text == levels.map { "\($0): ok\n" }.joined())
      let version = try Self.shell("qemu-x86_64 -cpu \(processor) ./stampmill version")
      #expect(version.status == 0 && version.text.hasPrefix("stampmill "), "\(version.errors)")
      let forced = try Self.shell(
        "STAMPMILL_CPU=avx512 qemu-x86_64 -cpu \(processor) ./stampmill version"
      )
      #expect(forced.status == 78)
      #expect(forced.errors.contains("this processor has no more than '\(levels.last ?? "")'"))
    #endif
  }

  @Test func `are refused by names that are none`() throws {
    let outcome = try Self.shell("STAMPMILL_CPU=fast ./stampmill version")
    #expect(outcome.status == 64)
    #expect(outcome.text == "")
    #expect(
      outcome.errors
        == "error: STAMPMILL_CPU is 'fast', which is none of: portable, avx2, avx512\n"
    )
    #expect(try Self.shell("STAMPMILL_CPU=portable ./stampmill version").status == 0)
  }

  @Test func `are right on this one`() {
    let (lines, isSound) = KernelSelfTest.run()
    #expect(isSound, "\(lines)")
    #expect(lines.first == "portable: ok")
  }

  @Test func `are chosen by name`() throws {
    #expect(try KernelLevel.level(named: nil, best: .avx2) == .avx2)
    #expect(try KernelLevel.level(named: "", best: .avx2) == .avx2)
    #expect(try KernelLevel.level(named: "portable", best: .avx2) == .portable)
    #expect(try KernelLevel.level(named: "avx512", best: .avx512) == .avx512)
    #expect(throws: KernelLevelError.unknown("AVX2")) {
      try KernelLevel.level(named: "AVX2", best: .avx2)
    }
    #expect(throws: KernelLevelError.beyond(.avx512, best: .avx2)) {
      try KernelLevel.level(named: "avx512", best: .avx2)
    }
  }
}
