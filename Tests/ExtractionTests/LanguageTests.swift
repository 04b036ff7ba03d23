import Documents
import Extraction
import Testing

@Suite struct `The language of a document` {
  private static let samples: [(language: String, text: String)] = [
    ("eng", "The committee met in the old town hall and decided that the bridge should be closed."),
    (
      "deu",
      "Der Ausschuss traf sich im alten Rathaus und beschloss, dass die Brücke gesperrt wird."
    ),
    (
      "fra",
      "Le comité s’est réuni dans la mairie et a décidé que le pont serait fermé pour un mois."
    ),
    (
      "spa",
      "El comité se reunió en el ayuntamiento y decidió que los puentes se cerraran por un mes."
    ),
    (
      "por",
      "A comissão decidiu que a ponte não será aberta ao público, mas também que os barcos são."
    ),
    ("ita", "Il comitato si è riunito nel vecchio municipio e ha deciso che il ponte sarà chiuso."),
    ("nld", "De commissie kwam bijeen in het oude stadhuis en besloot dat de brug niet open gaat."),
    (
      "swe",
      "Kommittén träffades i det gamla rådhuset och beslutade att bron inte får öppnas från maj."
    ),
    (
      "dan",
      "Udvalget mødtes på det gamle rådhus og besluttede, at broen skulle lukkes efter stormen."
    ),
    (
      "nor",
      "Utvalget møttes i det gamle rådhuset etter stormen, og bestemte hva som skulle gjøres av oss."
    ),
    (
      "fin",
      "Lautakunta kokoontui raatihuoneessa ja päätti, että silta suljetaan, mutta se on vain hetki."
    ),
    ("est", "Komisjon kogunes raekojas ja otsustas, et sild suletakse, aga see ei ole enam õige."),
    (
      "isl",
      "Nefndin kom saman í ráðhúsinu og ákvað að brúnni yrði lokað, því að það var ekki öruggt."
    ),
    (
      "pol",
      "Komisja zebrała się w starym ratuszu i zdecydowała, że most będzie zamknięty po burzy."
    ),
    (
      "ces",
      "Výbor se sešel na staré radnici a rozhodl, že most bude uzavřen, protože to není dobře."
    ),
    (
      "slk",
      "Výbor sa stretol na starej radnici a rozhodol, že most bude uzavretý, keď príde búrka."
    ),
    (
      "slv",
      "Odbor se je sestal v mestni hiši in sklenil, da bo most zaprt, ker so se kamni premaknili."
    ),
    (
      "hrv",
      "Odbor se sastao u vijećnici i odlučio da će most biti zatvoren, jer to nije bilo sigurno."
    ),
    ("hun", "A bizottság a régi városházán ült össze, és úgy döntött, hogy a hidat most lezárják."),
    (
      "ron", "Comitetul s-a întrunit în primărie și a hotărât ca podul să fie închis pentru o lună."
    ),
    (
      "lit", "Komitetas susirinko rotušėje ir nusprendė, kad tiltas bus uždarytas, nes tai nesaugu."
    ),
    (
      "lav",
      "Komiteja sanāca rātsnamā un nolēma, ka tilts tiks slēgts, jo pēc vētras tas bija vaļīgs."
    ),
    (
      "tur",
      "Komite eski binada toplandı ve fırtınadan sonra köprünün iki hafta için kapatılmasına karar verdi."
    ),
    (
      "cat",
      "El comitè es va reunir a l’ajuntament i va decidir que els ponts són tancats també amb pluja."
    ),
    (
      "ind",
      "Panitia bertemu di balai kota dan memutuskan bahwa jembatan itu akan ditutup untuk dua minggu."
    ),
    (
      "vie",
      "Ủy ban đã họp tại tòa thị chính cũ và quyết định rằng cây cầu sẽ được đóng cửa trong tháng."
    ),
    (
      "rus",
      "Комитет собрался в старой ратуше и решил, что мост будет закрыт, потому что камни сдвинулись."
    ),
    (
      "ukr",
      "Комітет зібрався у старій ратуші й вирішив, що міст буде закрито, бо каміння зрушило після бурі."
    ),
    (
      "bul",
      "Комисията се събра в кметството и реши мостът да бъде затворен за две седмици по-късно."
    ),
    (
      "srp", "Одбор се састао у већници и одлучио да ће мост бити затворен, јер се камење померило."
    ),
    ("ell", "Η επιτροπή συνεδρίασε στο παλιό δημαρχείο."),
    ("heb", "הוועדה התכנסה בבניין העירייה הישן."),
    (
      "ara",
      "اجتمعت اللجنة في دار البلدية القديمة وقررت أن يغلق الجسر لمدة أسبوعين لأن الحجارة تحركت"
    ),
    ("fas", "کمیته در شهرداری قدیمی جمع شد و تصمیم گرفت که پل را برای دو هفته ببندد"),
    (
      "urd", "کمیٹی پرانے ٹاؤن ہال میں جمع ہوئی اور فیصلہ کیا کہ پل کو دو ہفتوں کے لئے بند کیا جائے"
    ),
    ("hin", "समिति पुराने नगर भवन में मिली और फैसला किया कि पुल को दो सप्ताह के लिए बंद किया जाए"),
    ("mar", "समिती जुन्या नगर भवनात भेटली आणि पूल बंद ठेवण्याचा निर्णय घेतला आहे आणि ते सुरक्षित नाही"),
    ("zho", "委员会在旧市政厅开会，决定将大桥关闭两个星期，因为石头在暴风雨后移动了。"),
    ("jpn", "委員会は旧市庁舎で会合を開き、嵐の後に石が動いたため、橋を二週間閉鎖することを決めた。"),
    ("kor", "위원회는 옛 시청에서 모여 다리를 두 주 동안 폐쇄하기로 결정했다."),
    ("tha", "คณะกรรมการประชุมที่ศาลากลางเก่าและตัดสินใจปิดสะพาน"),
    ("kat", "კომიტეტი შეიკრიბა ძველ მერიაში და გადაწყვიტა ხიდის დახურვა."),
  ]

  @Test(arguments: samples)
  func `is found by its letters and words`(language: String, text: String) {
    #expect(elements(text, .text).map(\.languages) == [[language]])
    #expect(elements("<p>" + text, .html).map(\.languages) == [[language]])
  }

  @Test(arguments: [
    "", "Yes.", "12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34", "Iwan Roberts, Norwich City",
    "Peter Anna Paul Maria Hans Klara Otto Ida Max Eva Emil Lena", "Ω = 5 Ω",
    String(repeating: "zeta eta beta gamma kappa ", count: 40),
    "x = y + z; foo(bar, baz); qux[i] = quux(corge, grault, garply, waldo, fred, plugh)",
  ])
  func `is left open where the text does not tell`(text: String) {
    #expect(elements(text, .text).allSatisfy { $0.languages.isEmpty })
  }

  @Test func `is left open where there are several`() {
    let text = Self.samples.filter { ["eng", "rus", "kor", "ell"].contains($0.language) }
      .map(\.text).joined(separator: "\n\n")
    #expect(elements(text, .text).allSatisfy { $0.languages.isEmpty })
  }

  @Test(arguments: [
    // Declared and in doubt, or of letters that fit.
    ("de", "Kurz gesagt.", "deu"), ("nb", "Utvalget møttes i rådhuset.", "nob"),
    (
      "sr", "Odbor se sastao u vijećnici i odlučio da će most biti zatvoren, jer to nije u redu.",
      "srp"
    ),
    ("xx-none", "Short.", nil),
    // Declared by a template and in other letters, or clearly in other words.
    ("en", "Комитет собрался в старой ратуше и решил, что мост будет закрыт на две недели.", "rus"),
    (
      "en-US",
      "Der Ausschuss traf sich im alten Rathaus und beschloss, dass die Brücke für zwei Wochen gesperrt "
        + "wird, weil sich die Steine nach dem Sturm bewegt hatten.", "deu"
    ),
    ("en", "委员会在旧市政厅开会，决定将大桥关闭两个星期，因为石头在暴风雨后移动了。", "zho"),
  ])
  func `is the declared one unless that is clearly wrong`(
    declared: String,
    text: String,
    language: String?
  ) {
    for source in ["<html lang=\(declared)><p>\(text)", "<body lang=\(declared)><p>\(text)"] {
      #expect(elements(source, .html).map(\.languages) == [language.map { [$0] } ?? []])
    }
  }

  @Test func `leaves parts their own`() {
    let found = elements("<html lang=en><p>One.<p lang=fr>Deux.<p lang=ru>Three four.", .html)
    #expect(found.map(\.languages) == [["eng"], ["fra"], ["rus"]])
  }

  @Test func `is the same wherever in a long text it is read`() {
    let text = (0..<2_000).map { "The bridge number \($0) was closed by the committee." }
      .joined(separator: "\n\n")
    let found = elements(text, .text)
    #expect(found.count == 2_000)
    #expect(found.allSatisfy { $0.languages == ["eng"] })
  }
}
