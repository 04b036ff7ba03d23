import Spelling
import Testing

@Suite struct NearestTests {
  private static let names = ["run", "plan", "describe", "completions", "--keep-going", "--jobs"]

  @Test(arguments: [
    ("rnu", "run"), ("paln", "plan"), ("plam", "plan"), ("pln", "plan"), ("plann", "plan"),
    ("desc", "describe"), ("comp", "completions"), ("descirbe", "describe"),
    ("keepgoing", "--keep-going"), ("--keep_going", "--keep-going"), ("--Jobs", "--jobs"),
    ("-jobs", "--jobs"),
  ])
  func near(word: String, expected: String) {
    #expect(nearest(to: word, in: Self.names) == expected)
  }

  @Test(arguments: ["", "-", "r", "xyz", "planetary", "nur", "--"])
  func far(word: String) {
    #expect(nearest(to: word, in: Self.names) == nil)
  }

  @Test func earlierCandidateWinsAmongEquals() {
    #expect(nearest(to: "cat", in: ["bat", "hat"]) == "bat")
    #expect(nearest(to: "cat", in: ["hat", "bat"]) == "hat")
  }

  @Test func nothingIsNearAmongNothing() {
    #expect(nearest(to: "run", in: []) == nil)
  }

  @Test func shortNamesAreNotGuessed() {
    #expect(nearest(to: "xy", in: ["z", "w"]) == nil)
  }
}
