import CommandLineKit

/// Pages as people write them: "3", "1-5", "8-", several with commas.
struct PageSelection: ParameterValue, Equatable {
  private var ranges: [ClosedRange<Int>]
  let argument: String

  init(argument: String) throws(ArgumentProblem) {
    self.argument = argument
    ranges = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let first = ends.first.flatMap { Int($0) }
      let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Int(ends[1])
      guard let first, let last, first > 0, last >= first else {
        throw ArgumentProblem(expected: "pages such as 3, 1-5 or 8-")
      }
      ranges.append(first...last)
    }
  }

  func contains(_ page: Int) -> Bool { ranges.contains { $0.contains(page) } }
}
