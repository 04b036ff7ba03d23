/// The ways in which documents write numbers.
enum NumberFormat {
  /// A number in a format by the name that WordprocessingML has for it, decimal where it has none.
  static func text(_ number: Int, _ format: String) -> String {
    switch format {
    case "none", "bullet": ""
    case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : "\(number)"
    case "lowerLetter": letters(number, "abcdefghijklmnopqrstuvwxyz")
    case "upperLetter": letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    case "lowerRoman": roman(number).lowercased()
    case "upperRoman": roman(number)
    case "ordinal": "\(number)" + EnglishNumbers.ordinalEnding(number)
    case "cardinalText": EnglishNumbers.cardinal(number)
    case "ordinalText": EnglishNumbers.ordinal(number)
    case "hex": number < 0 ? "\(number)" : String(number, radix: 16, uppercase: true)
    case "chicago": repeated(number, "*†‡§")
    case "numberInDash": "- \(number) -"
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      sign(number, [(1...20, 0x2460), (21...35, 0x3251), (36...50, 0x32B1)])
    case "decimalEnclosedFullstop": sign(number, [(1...20, 0x2488)])
    case "decimalEnclosedParen": sign(number, [(1...20, 0x2474)])
    case "ideographEnclosedCircle": sign(number, [(1...10, 0x3280)])
    case "decimalFullWidth", "decimalFullWidth2": digits(number, 0xFF10)
    case "hindiNumbers": digits(number, 0x0966)
    case "thaiNumbers": digits(number, 0x0E50)
    default: otherScripts(number, format)
    }
  }

  private static func otherScripts(_ number: Int, _ format: String) -> String {
    switch format {
    case "russianLower": letters(number, "абвгдежзиклмнопрстуфхцчшщыэюя")
    case "russianUpper": letters(number, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")
    case "hebrew2": letters(number, "אבגדהוזחטיכלמנסעפצקרשת")
    case "hebrew1": hebrew(number)
    case "arabicAlpha": letters(number, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
    case "arabicAbjad": letters(number, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
    case "thaiLetters":
      letters(number, "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ")
    case "hindiVowels": letters(number, "अआइईउऊऋएऐओऔ")
    case "hindiConsonants": letters(number, "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह")
    case "aiueo", "aiueoFullWidth":
      letters(number, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
    case "iroha", "irohaFullWidth":
      letters(number, "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")
    case "ganada": letters(number, "가나다라마바사아자차카타파하")
    case "chosung": letters(number, "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")
    case "ideographTraditional": letters(number, "甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": letters(number, "子丑寅卯辰巳午未申酉戌亥")
    case "chineseCounting", "taiwaneseCounting", "chineseCountingThousand",
      "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital",
      "japaneseDigitalTenThousand",
      "koreanDigital2", "taiwaneseDigital":
      format.contains("igital")
        ? ideographicDigits(number) : ideographic(number)
    case "chineseLegalSimplified": ideographic(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
    case "ideographLegalTraditional": ideographic(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
    case "japaneseLegal": ideographic(number, "零壱弐参四伍六七八九", "拾百阡萬")
    case "koreanDigital": koreanDigits(number)
    case "koreanCounting": letters(number, "일이삼사오육칠팔구십")
    default: "\(number)"
    }
  }

  /// Letters as Word counts with them: after the last each is doubled, then tripled.
  private static func letters(_ number: Int, _ alphabet: String) -> String {
    let scalars = Array(alphabet.unicodeScalars)
    guard number > 0, number <= scalars.count * 30 else { return "\(number)" }
    let (times, place) = (number - 1).quotientAndRemainder(dividingBy: scalars.count)
    return String(repeating: String(scalars[place]), count: times + 1)
  }

  private static func repeated(_ number: Int, _ signs: String) -> String {
    letters(number, signs)
  }

  private static func roman(_ number: Int) -> String {
    guard (1...32_767).contains(number) else { return "\(number)" }
    let values = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, letters) in values {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }

  private static func sign(_ number: Int, _ blocks: [(ClosedRange<Int>, UInt32)]) -> String {
    for (range, first) in blocks where range.contains(number) {
      let value = first + UInt32(number - range.lowerBound)
      if let scalar = Unicode.Scalar(value) { return String(scalar) }
    }
    return "\(number)"
  }

  private static func digits(_ number: Int, _ zero: UInt32) -> String {
    var text = String.UnicodeScalarView()
    for byte in String(number).utf8 {
      let isDigit = (0x30...0x39).contains(byte)
      text.append(
        isDigit
          ? Unicode.Scalar(zero + UInt32(byte - 0x30)) ?? Unicode.Scalar(byte)
          : Unicode.Scalar(byte)
      )
    }
    return String(text)
  }

  private static func ideographicDigits(_ number: Int) -> String {
    let signs = Array("〇一二三四五六七八九".unicodeScalars)
    return String(number).utf8.map { byte in
      (0x30...0x39).contains(byte) ? String(signs[Int(byte - 0x30)]) : "-"
    }.joined()
  }

  private static func koreanDigits(_ number: Int) -> String {
    let signs = Array("영일이삼사오육칠팔구".unicodeScalars)
    return String(number).utf8.map { byte in
      (0x30...0x39).contains(byte) ? String(signs[Int(byte - 0x30)]) : "-"
    }.joined()
  }

  /// A number below a hundred thousand in words of Chinese characters.
  private static func ideographic(
    _ number: Int,
    _ digits: String = "〇一二三四五六七八九",
    _ units: String = "十百千万"
  ) -> String {
    guard (1..<100_000).contains(number) else { return ideographicDigits(number) }
    let signs = Array(digits.unicodeScalars).map { String($0) }
    let units = [""] + Array(units.unicodeScalars).map { String($0) }
    var text = ""
    var isGap = false
    let places = Array(String(number).utf8).map { Int($0 - 0x30) }
    for (index, digit) in places.enumerated() {
      let unit = units[places.count - 1 - index]
      if digit == 0 {
        isGap = !text.isEmpty
        continue
      }
      if isGap { text += signs[0] }
      isGap = false
      // Ten to nineteen begin with the ten itself.
      let isLoneTen = digit == 1 && index == 0 && places.count == 2 && units[1] == "十"
      text += (isLoneTen ? "" : signs[digit]) + unit
    }
    return text
  }

  private static func hebrew(_ number: Int) -> String {
    guard (1...999).contains(number) else { return "\(number)" }
    let values = [
      (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"),
      (60, "ס"), (50, "נ"), (40, "מ"), (30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"),
      (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
    ]
    var rest = number
    var text = ""
    while rest > 0, let (value, letters) = values.first(where: { $0.0 <= rest }) {
      text += letters
      rest -= value
    }
    return text
  }
}
