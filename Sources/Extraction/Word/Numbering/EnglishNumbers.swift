/// Numbers in English words, which Word shows where a list asks for words.
enum EnglishNumbers {
  static func ordinalEnding(_ number: Int) -> String {
    let tens = abs(number) % 100
    guard !(11...13).contains(tens) else { return "th" }
    switch tens % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }

  static func cardinal(_ number: Int) -> String { capitalized(words(number) ?? "\(number)") }

  static func ordinal(_ number: Int) -> String {
    guard let words = words(number) else { return "\(number)" + ordinalEnding(number) }
    let start = words.lastIndex { $0 == " " || $0 == "-" }.map(words.index(after:))
    let last = String(words[(start ?? words.startIndex)...])
    let lead = words[..<(start ?? words.startIndex)]
    return capitalized(lead + (irregular[last] ?? regular(last)))
  }

  private static let irregular = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
  ]

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]

  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  private static func regular(_ word: String) -> String {
    word.hasSuffix("y") ? word.dropLast() + "ieth" : word + "th"
  }

  /// A number below a million in small letters.
  private static func words(_ number: Int) -> String? {
    guard (0..<1_000_000).contains(number) else { return nil }
    if number < 20 { return small[number] }
    if number < 100 {
      return tens[number / 10] + (number % 10 == 0 ? "" : "-" + small[number % 10])
    }
    let (unit, name) = number < 1000 ? (100, "hundred") : (1000, "thousand")
    guard let count = words(number / unit) else { return nil }
    let rest = number % unit
    return count + " " + name + (rest == 0 ? "" : " " + (words(rest) ?? ""))
  }

  private static func capitalized(_ text: some StringProtocol) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
