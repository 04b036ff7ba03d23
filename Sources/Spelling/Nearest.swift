/// Returns the candidate that was most likely meant by a misspelt word, if one is close enough.
///
/// The only candidate that begins with the word wins; then the fewest slips count, a slip being a
/// letter too many, too few, wrong, or swapped with its neighbour. One slip is allowed for each
/// three letters, and always one. Among equals the earlier candidate wins.
package func nearest(to word: String, in candidates: [String]) -> String? {
  let typed = folded(word)
  guard typed.count > 1 else { return nil }

  let completed = candidates.filter { folded($0).starts(with: typed) }
  if completed.count == 1 { return completed.first }

  let allowed = max(1, typed.count / 3)
  var best: (candidate: String, slips: Int)?
  for candidate in candidates {
    let meant = folded(candidate)
    let slips = slips(from: typed, to: meant)
    guard slips <= allowed, slips < meant.count, slips < best?.slips ?? .max else { continue }
    best = (candidate, slips)
  }
  return best?.candidate
}

/// Returns what is compared: letters without case, and options without their dashes.
private func folded(_ word: String) -> [Character] {
  Array(word.lowercased().drop { $0 == "-" })
}

/// Returns the optimal string alignment distance, which counts a swap of neighbours as one slip.
private func slips(from typed: [Character], to meant: [Character]) -> Int {
  var older: [Int] = []
  var old = Array(0...meant.count)
  for (row, letter) in typed.enumerated() {
    var new = [row + 1]
    for (column, other) in meant.enumerated() {
      var cost = min(old[column + 1] + 1, new[column] + 1, old[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == meant[column - 1], typed[row - 1] == other {
        cost = min(cost, older[column - 1] + 1)
      }
      new.append(cost)
    }
    (older, old) = (old, new)
  }
  return old[meant.count]
}
