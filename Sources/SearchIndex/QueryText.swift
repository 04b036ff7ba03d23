/// A query as people type it, made safe for FTS5.
///
/// Words must all occur; `"several words"` must stand together; `word*` matches beginnings; `-word` must
/// not occur. Everything else is taken as it stands, so no input is ever an error of syntax.
package struct QueryText: Sendable, Hashable {
  /// What FTS5 is given.
  package let expression: String

  /// Makes a query; nil when there is nothing in it to search for.
  package init?(_ typed: String) {
    var wanted: [String] = []
    var unwanted: [String] = []
    for term in Self.terms(typed) {
      // A string of punctuation has no token; FTS5 would find nothing for all the rest.
      guard
        term.text.unicodeScalars.contains(where: {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        })
      else {
        continue
      }
      let quoted =
        "\""
        + term.text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" + (term.isPrefix ? " *" : "")
      if term.isUnwanted { unwanted.append(quoted) } else { wanted.append(quoted) }
    }
    guard !wanted.isEmpty else { return nil }
    let positive = wanted.joined(separator: " AND ")
    expression =
      unwanted.isEmpty ? positive : "(\(positive)) NOT (\(unwanted.joined(separator: " OR ")))"
  }

  private struct Term {
    var text: String
    var isPrefix = false
    var isUnwanted = false
  }

  private static func terms(_ typed: String) -> [Term] {
    var terms: [Term] = []
    // FTS5 reads its expression to the first NUL, so none may reach it.
    let scalars = typed.unicodeScalars.map { $0 == "\0" ? " " : $0 }
    var index = 0
    while index < scalars.count, terms.count < mostTerms {
      if scalars[index].properties.isWhitespace {
        index += 1
        continue
      }
      var term = Term(text: "")
      if scalars[index] == "-", index + 1 < scalars.count,
        !scalars[index + 1].properties.isWhitespace
      {
        term.isUnwanted = true
        index += 1
      }
      var text = String.UnicodeScalarView()
      if scalars[index] == "\"" {
        index += 1
        while index < scalars.count, scalars[index] != "\"" {
          text.append(scalars[index])
          index += 1
        }
        index += 1
      } else {
        while index < scalars.count, !scalars[index].properties.isWhitespace, scalars[index] != "\""
        {
          text.append(scalars[index])
          index += 1
        }
      }
      if index < scalars.count, scalars[index] == "*" { index += 1; term.isPrefix = true }
      if text.last == "*" {
        text.removeLast()
        term.isPrefix = true
      }
      term.text = String(text)
      terms.append(term)
    }
    return terms
  }

  /// FTS5's own parser goes no deeper than 256; what is typed beyond that is not a query any more.
  private static let mostTerms = 64
}
