import CommandLineKit
import Testing

@Suite struct ReadingTests {
  private static func fire(_ change: (inout Fire) -> Void = { _ in }) -> Fire {
    var fire = Fire()
    fire.plan = "a"
    change(&fire)
    return fire
  }

  @Test(arguments: [
    // Nothing but what must be given.
    (["a"], fire()),
    (["-"], fire { $0.plan = "-" }),
    (["--", "-q"], fire { $0.plan = "-q" }),
    (["--", "--"], fire { $0.plan = "--" }),
    ([""], fire { $0.plan = "" }),
    // A value as the next word, after '=' and after the letter.
    (["a", "--chambers", "2"], fire { $0.chambers = 2 }),
    (["--chambers=2", "a"], fire { $0.chambers = 2 }),
    (["-j2", "a"], fire { $0.chambers = 2 }),
    (["-j", "2", "a"], fire { $0.chambers = 2 }),
    (["a", "--record="], fire { $0.record = "" }),
    (["a", "--glaze=rim=blue"], fire { $0.glazes = ["rim=blue"] }),
    (["a", "-grim=blue"], fire { $0.glazes = ["rim=blue"] }),
    // Values that begin with a dash.
    (["a", "--shift", "-5"], fire { $0.shift = -5 }),
    (["a", "--shift=-5"], fire { $0.shift = -5 }),
    (["a", "--record", "-"], fire { $0.record = "-" }),
    (["a", "--record", "-x"], fire { $0.record = "-x" }),
    (["a", "--record=--quiet"], fire { $0.record = "--quiet" }),
    (["-5"], fire { $0.plan = "-5" }),
    (["-.5"], fire { $0.plan = "-.5" }),
    // The types of values.
    (["a", "--heat", "1240.5"], fire { $0.heat = 1240.5 }),
    (["a", "--heat", "1e3"], fire { $0.heat = 1000 }),
    (["a", "--losses", "5%"], fire { $0.losses = Share(percent: 5) }),
    (["a", "--clay", "porcelain"], fire { $0.choice.clay = .porcelain }),
    (["a", "-g", "x", "-g", "y", "--glaze=z"], fire { $0.glazes = ["x", "y", "z"] }),
    (["a", "--only", "*.pot"], fire { $0.choice.only = ["*.pot"] }),
    // Flags: bundled, counted, repeated, and two that share a property.
    (["a", "-qv"], fire { ($0.common.isQuiet, $0.common.verbosity) = (true, 1) }),
    (["a", "-vv", "--verbose"], fire { $0.common.verbosity = 3 }),
    (["a", "-q", "-q"], fire { $0.common.isQuiet = true }),
    (["a", "-qj3"], fire { ($0.common.isQuiet, $0.chambers) = (true, 3) }),
    (["a", "-0"], fire { $0.endsWithNull = true }),
    (["a", "-0q"], fire { ($0.endsWithNull, $0.common.isQuiet) = (true, true) }),
    (["a", "--stop-early"], fire { $0.stopsEarly = true }),
    (["a", "--stop-early", "--keep-going"], fire()),
    (["a", "--keep-going", "--stop-early"], fire { $0.stopsEarly = true }),
    (["a", "--raku"], fire { $0.isRaku = true }),
    // An option whose value may be left out never takes the next word.
    (["--again", "a"], fire { $0.again = .bare }),
    (["a", "--again=dry"], fire { $0.again = .given("dry") }),
    (["a", "--again="], fire { $0.again = .given("") }),
  ])
  func filledIn(words: [String], expected: Fire) throws {
    #expect(try Kiln.command(["fire"] + words) == expected)
  }

  @Test(arguments: [
    (["-q", "fire", "a"], fire { $0.common.isQuiet = true }),
    (["--color", "never", "fire", "a"], fire { $0.common.color = .never }),
    (
      ["--color=never", "-v", "fire", "-v", "a"],
      fire {
        ($0.common.color, $0.common.verbosity) = (.never, 2)
      }
    ),
    (["--", "fire", "a"], fire()),
  ])
  func commonOptionsBeforeTheCommand(words: [String], expected: Fire) throws {
    #expect(try Kiln.command(words) == expected)
  }

  @Test(arguments: [
    (["red", "tub"], ["red"], "tub"),
    (["red", "white", "grey", "tub"], ["red", "white", "grey"], "tub"),
    (["red", "-q", "white", "tub"], ["red", "white"], "tub"),
  ])
  func operandsBeforeTheLast(words: [String], clays: [String], tub: String) throws {
    let mix: Mix = try #require(try Kiln.command(["mix"] + words))
    #expect(mix.clays == clays)
    #expect(mix.tub == tub)
  }

  @Test(arguments: [
    (["pots"], Find.Thing.pots, []),
    (["plans", "blue"], .plans, ["blue"]),
    (["plans", "blue", "rim"], .plans, ["blue", "rim"]),
  ])
  func operandsAfterAWord(words: [String], thing: Find.Thing, rest: [String]) throws {
    let find: Find = try #require(try Kiln.command(["find"] + words))
    #expect(find.thing == thing)
    #expect(find.words == rest)
  }

  @Test(arguments: [(["a"], 1), (["a", "9"], 9), (["a", "--as", "svg", "2"], 2)])
  func optionalOperand(words: [String], scale: Int) throws {
    let draw: Draw = try #require(try Kiln.command(["draw"] + words))
    #expect(draw.scale == scale)
  }

  @Test func commandRuns() async throws {
    guard case .run(let command) = try Kiln.program.invocation(of: ["find", "pots"]) else {
      Issue.record("Nothing to run")
      return
    }
    #expect(try await command.run() == 7)
    #expect(command.common == Manners())
  }
}
