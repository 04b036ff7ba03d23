/// How common the letters beyond ASCII are in the languages that legacy encodings were made for.
///
/// Each language has its letters from the commonest to the rarest; how common each is follows from
/// its rank. That is rough, but telling encodings apart needs no more: a wrong one gives letters
/// that no one language has together.
struct LanguageLetters: Sendable {
  /// The logarithm of a letter's share among the language's letters beyond ASCII, by scalar.
  private let shares: [Float]

  private static let size: UInt32 = 0x3100
  /// The share of a letter that the language does not have.
  private static let foreign: Float = -9.2

  private init(_ letters: String) {
    var shares = [Float](repeating: Self.foreign, count: Int(Self.size))
    let scalars = Array(letters.unicodeScalars)
    var total: Float = 0
    for rank in scalars.indices { total += 1 / (Float(rank) + 2) }
    for (rank, scalar) in scalars.enumerated() where scalar.value < Self.size {
      shares[Int(scalar.value)] = logarithm(1 / ((Float(rank) + 2) * total))
    }
    self.shares = shares
  }

  func share(_ scalar: UInt32) -> Float {
    scalar < Self.size ? shares[Int(scalar)] : Self.foreign
  }

  static let all: [LanguageLetters] = [
    // Western Europe.
    "éèàêçâîôûùëïœüæ", "üäößé", "áéíóñúü", "ãçáéíóâêõúôàü", "èàùìòéó", "éëïöüèóáê", "åäöéü",
    "øåæéöä", "äöåé", "íáðéúóöæþý", "òàèéíçïóúü", "áéíóúñçêà", "ÿëêéôíüáàìò",
    // The middle and the east.
    "łąęóżśćńź", "íáěéřýčžůšúťóďňäöü", "áíéčýžšúľťäôňóďĺŕěř", "áéóöőíüúű", "ăîâșțşţ",
    "čžšćđ", "ıüşçğöiâîİû", "ėšįžąųčūę", "āīēšūņļžķģčō", "äõüöšž",
    "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ", "ëçâ",
    // Cyrillic, Greek, Hebrew, Arabic, Persian, Thai.
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оанитвреісклудмпзяьбгйчхцїєюжшщфґ",
    "аиоетнрвсдклпмзгябъучцжщхйшюфь", "аиоенрстукјвдмлпзгбчхцњшжћљфђџ",
    "аоителнскрвпдуљмјзгбњчцшжќхѓфџѕ",
    "αοιετνσηρκπυςμλίόάγήδέωθχύφβώξζψϊϋΐ",
    "יוהלאתרבמשנכםדעקפחגסטןזךץצףְָּ", "الينمرتوبعدسفهكقحةجشصىطخأضذغزثإءظئآؤًٌٍَُِّ",
    "ایرندهمتوسبشکزلپگخفقعجحچصآطضئغذثظژ",
    "านรกอเงมยลวดตสทัี่้ปคหะบพ์ิุแชขใไจ็ไึผถืำโธภูซญณษฐฝศฉฟฮฎฤฆฬฏฌ",
  ].map { LanguageLetters($0) }
}

/// The natural logarithm, precise enough to compare likelihoods.
private func logarithm(_ value: Float) -> Float {
  // ln(m * 2^e) = ln m + e ln 2, with the series of the inverse hyperbolic tangent for m.
  let mantissa = value.significand
  let ratio = (mantissa - 1) / (mantissa + 1)
  let square = ratio * ratio
  let series = 2 * ratio * (1 + square * (1 / 3 + square * (1 / 5 + square / 7)))
  return series + Float(value.exponent) * 0.693_147_2
}
