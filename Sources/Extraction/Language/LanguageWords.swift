/// The words that texts of a language are full of, and the letters that few others have.
struct LanguageWords: Sendable {
  var code: String
  var script: LetterScript
  var words: String
  var letters = ""

  /// The languages that are told apart by their words.
  static let all: [LanguageWords] = latin + cyrillic + arabic + indic

  private static let latin = [
    LanguageWords(
      code: "eng",
      script: .latin,
      words: "the of and to in is that for it was with as be are this by from or have not which at "
        + "an but they their has been were will would can if we you your"
    ),
    LanguageWords(
      code: "deu",
      script: .latin,
      words:
        "der die das und ist nicht ein eine einen einem mit den dem von zu auf für sich im auch "
        + "es werden wird bei oder als wie nach aus sie wir ich zum zur über noch nur durch",
      letters: "ßäöü"
    ),
    LanguageWords(
      code: "fra",
      script: .latin,
      words:
        "le la les des et du une un est que qui dans pour pas sur au avec ce cette il elle nous "
        + "vous sont par plus ne se ou mais aux leur être été ont ces",
      letters: "œêèçûî"
    ),
    LanguageWords(
      code: "spa",
      script: .latin,
      words:
        "el la los las de que y en un una es por con para del se no su lo como más pero sus al "
        + "este esta son entre cuando muy sin sobre también ha fue hay",
      letters: "ñ¿¡"
    ),
    LanguageWords(
      code: "por",
      script: .latin,
      words:
        "o os as de que e em um uma não para com do da dos das no na nos nas por mais se ao pelo "
        + "pela são foi como mas também seu sua ou ser está isso ele",
      letters: "ãõç"
    ),
    LanguageWords(
      code: "ita",
      script: .latin,
      words:
        "il lo la gli le di che e è un una per non con del della dei delle nel nella si sono da "
        + "al alla come più anche ma questo questa ha suo dal dalla degli essere",
      letters: "ìòù"
    ),
    LanguageWords(
      code: "nld",
      script: .latin,
      words:
        "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar dan door "
        + "naar uit hij ze wij je dit deze wordt worden kan heeft hebben nog over tot of"
    ),
    LanguageWords(
      code: "swe",
      script: .latin,
      words:
        "och att det som en på är av för med till den har inte om ett han men var jag sig från vi "
        + "så kan när här eller efter ut vid också bara mycket mellan hur",
      letters: "åäö"
    ),
    LanguageWords(
      code: "dan",
      script: .latin,
      words:
        "og at det som en på er af for med til den har ikke om et han men var jeg sig fra vi så "
        + "kan når her eller efter ud ved også kun meget mellem hvad blev skal nogle uden",
      letters: "åæø"
    ),
    LanguageWords(
      code: "nor",
      script: .latin,
      words:
        "og å det som en på er av for med til den har ikke om et han men var jeg seg fra vi så "
        + "kan når her eller etter ut ved også bare mye mellom hva ble skal noen uten",
      letters: "åæø"
    ),
    LanguageWords(
      code: "fin",
      script: .latin,
      words:
        "ja on ei se että hän oli joka kun niin mutta myös ovat tai sen mitä tämä kuin hänen jos "
        + "vain sitä vuoden ole olla jonka sekä mukaan kanssa voi nyt tässä",
      letters: "äö"
    ),
    LanguageWords(
      code: "est",
      script: .latin,
      words:
        "ja on ei et see ta oli mis kui aga ka või selle mida oma ning siis veel kes nii ma ole "
        + "välja üle pärast enne juba kõik saab tema peab",
      letters: "õäöü"
    ),
    LanguageWords(
      code: "isl",
      script: .latin,
      words: "og að er í á sem það til við um en var með fyrir ekki af hann ég hún eru þess frá þá "
        + "þegar eða hefur sér verið einnig þeir",
      letters: "þðæö"
    ),
    LanguageWords(
      code: "pol",
      script: .latin,
      words:
        "i w na nie się z do że to jest o jak po co ale za od przez dla są był które który oraz "
        + "tego może tym czy ich przy także ze jego jej lub",
      letters: "łąęśżźćń"
    ),
    LanguageWords(
      code: "ces",
      script: .latin,
      words:
        "a v na se je že to s z do o i ve pro jako za by ale po od jsou byl které který jeho nebo "
        + "také při není tak jen aby když pod podle být",
      letters: "řěů"
    ),
    LanguageWords(
      code: "slk",
      script: .latin,
      words:
        "a v na sa je že to s z do o aj vo pre ako za by ale po od sú bol ktoré ktorý jeho alebo "
        + "tiež pri nie tak len aby keď pod podľa byť",
      letters: "ľĺŕôä"
    ),
    LanguageWords(
      code: "slv",
      script: .latin,
      words:
        "in je v na se da za so ki pa z ne s tudi po bi ali kot od iz pri ob lahko ni do kar bil "
        + "bila več ter med sem smo zelo"
    ),
    LanguageWords(
      code: "hrv",
      script: .latin,
      words:
        "i je u na se da za su od s a ne što koji koja kao o iz bi ili ali nije do te biti sam "
        + "može prema samo već njegov godine također ćemo",
      letters: "đć"
    ),
    LanguageWords(
      code: "hun",
      script: .latin,
      words:
        "a az és hogy nem is egy van volt meg ez de ha csak mint már még azt vagy kell ezt lehet "
        + "majd nagyon után ki fel el között által pedig",
      letters: "őűáéö"
    ),
    LanguageWords(
      code: "ron",
      script: .latin,
      words:
        "și în de la a cu nu pe este că un o din care mai pentru sunt sau ca au fi prin fost al "
        + "ale după dar se ce este acest această lui",
      letters: "țșăîâţş"
    ),
    LanguageWords(
      code: "lit",
      script: .latin,
      words:
        "ir yra į kad su iš tai kaip buvo jis bet ar dėl ne o jo tik nuo jau už po šis bei taip "
        + "kurie gali būti apie metų",
      letters: "ėųįšęą"
    ),
    LanguageWords(
      code: "lav",
      script: .latin,
      words:
        "un ir ka ar no par uz tas kas ne arī bija vai kā pēc tiek to lai bet pie gan var viņš "
        + "šo ko gada jau tikai kurā",
      letters: "āēīūķļņģ"
    ),
    LanguageWords(
      code: "tur",
      script: .latin,
      words:
        "ve bir bu için ile de da olarak çok daha olan gibi ne ama en o var kadar sonra her değil "
        + "mi ya ki olduğu tarafından ise veya",
      letters: "ışğüç"
    ),
    LanguageWords(
      code: "cat",
      script: .latin,
      words:
        "el la els les de i que en un una és per amb del no es al com més però són seva aquest "
        + "aquesta també dels va ser ha hi molt",
      letters: "çàèò"
    ),
    LanguageWords(
      code: "glg",
      script: .latin,
      words:
        "o a os as de que e en un unha non para con do da dos das no na polo pola máis ao como "
        + "tamén foi seu súa é ou entre pero son",
      letters: "ñ"
    ),
    LanguageWords(
      code: "eus",
      script: .latin,
      words:
        "eta da ez du bat izan dira zen dute ere egin baina hau den dituen bere gure hori beste "
        + "urte arte artean baino edo dela"
    ),
    LanguageWords(
      code: "sqi",
      script: .latin,
      words: "të në e dhe për me nga një është që si se ka i do kjo nuk u janë ky më por janë duke "
        + "mund cilat edhe ishte",
      letters: "ëç"
    ),
    LanguageWords(
      code: "gle",
      script: .latin,
      words: "an na agus ar i a le is do go ag bhí sé sin ní tá mar don chun ach nó bhfuil leis"
    ),
    LanguageWords(
      code: "cym",
      script: .latin,
      words: "y yr yn a i o ar ac wedi am fod mae ei gan oedd bod hyn gyda eu ond neu hefyd nid",
      letters: "ŵŷ"
    ),
    LanguageWords(
      code: "afr",
      script: .latin,
      words:
        "die van en in het is nie wat dat te vir met op as sy hy om aan was sal hulle ook deur "
        + "word kan jy ons maar uit hierdie"
    ),
    LanguageWords(
      code: "ind",
      script: .latin,
      words:
        "yang dan di dengan untuk pada dari ini itu dalam adalah tidak akan ke oleh sebagai juga "
        + "atau karena tersebut dapat lebih telah saya ada"
    ),
    LanguageWords(
      code: "vie",
      script: .latin,
      words: "của và là có trong được cho không các một những với người đã này để khi từ cũng như "
        + "nhưng vào ra đến",
      letters: "ơưđạảấầậếềệịọộớợụứừữỹ"
    ),
    LanguageWords(
      code: "swa",
      script: .latin,
      words: "ya na wa kwa ni katika za la kuwa cha kama hii yake hiyo pia au lakini watu sana"
    ),
  ]

  private static let cyrillic = [
    LanguageWords(
      code: "rus",
      script: .cyrillic,
      words:
        "и в не на что с по это как он к но его все из у за от то так же для о был она было или "
        + "быть если при только они мы вы",
      letters: "ыэё"
    ),
    LanguageWords(
      code: "ukr",
      script: .cyrillic,
      words: "і в не на що з у та до як це за від але він його для про й або був було є які також "
        + "цього вона бути якщо",
      letters: "їєґі"
    ),
    LanguageWords(
      code: "bel",
      script: .cyrillic,
      words:
        "і ў не на што з у да як гэта за ад але ён яго для пра або быў было якія таксама яна быць "
        + "калі мы",
      letters: "ўі"
    ),
    LanguageWords(
      code: "bul",
      script: .cyrillic,
      words:
        "и на да се от в е за не че с по са като той това си но до при което който ще бе има или "
        + "още са през",
      letters: "ъ"
    ),
    LanguageWords(
      code: "srp",
      script: .cyrillic,
      words:
        "и је у на се да за су од са а не што који која као о из би или али није до те био само "
        + "године",
      letters: "јљњћђџ"
    ),
    LanguageWords(
      code: "mkd",
      script: .cyrillic,
      words:
        "и на во да се од за е не со што го ја ги по како но беше кој која кои или до има си биде "
        + "само",
      letters: "ѓќѕј"
    ),
    LanguageWords(
      code: "kaz",
      script: .cyrillic,
      words: "және мен бұл үшін бір деп да де болып ол бар емес туралы осы",
      letters: "әғқңөұүһі"
    ),
  ]

  private static let arabic = [
    LanguageWords(
      code: "ara",
      script: .arabic,
      words: "في من على إلى أن هذا التي الذي عن مع كان ما هذه لا بين كل بعد أو قد كما هو هي ذلك",
      letters: "ةيكىأإ"
    ),
    LanguageWords(
      code: "fas",
      script: .arabic,
      words: "در به از که این با را است برای آن یک هم تا شده بود یا شود خود کرد های می بر",
      letters: "پچژگیک"
    ),
    LanguageWords(
      code: "urd",
      script: .arabic,
      words: "کے میں کی ہے اور سے کا کو اس نے پر ہیں کہ یہ تھا بھی ایک ہو وہ لئے گیا",
      letters: "ٹڈڑںےہ"
    ),
    LanguageWords(
      code: "pus",
      script: .arabic,
      words: "د په چې او ته کې سره دی له شو نه هم دا یو څخه وي",
      letters: "ښډړټځڅې"
    ),
  ]

  private static let indic = [
    LanguageWords(
      code: "hin",
      script: .devanagari,
      words: "है और के में की से का को हैं पर यह इस ने कि एक भी था नहीं लिए जो तो ही हो गया"
    ),
    LanguageWords(
      code: "mar",
      script: .devanagari,
      words: "आहे आणि या हे व ते आहेत एक होते तो केला नाही मध्ये होता असे साठी त्या ही की झाले",
      letters: "ळ"
    ),
    LanguageWords(
      code: "nep",
      script: .devanagari,
      words: "छ र हो को मा यो पनि भएको छन् गर्न थियो गरेको लागि एक भन्ने तथा हुन्छ त्यो गर्ने"
    ),
  ]
}
