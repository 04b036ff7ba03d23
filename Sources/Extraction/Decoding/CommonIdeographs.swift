/// The characters of East Asian texts that are far more common than the others.
enum CommonIdeographs {
  static let chinese: Set<UInt32> = set(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
      + "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
      + "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
      + "這個們來為國說時會對過後著裡種經麼學現當沒動進樣開從實軍無與長機關點業將兩間問戰應頭體"
  )

  static let japanese: Set<UInt32> = set(
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川"
      + "会社者場合的事業方部同自発対分手新法地内立定代全回業用実動性言表現第理体明通"
  )

  static let korean: Set<UInt32> = set(
    "이다는의에을가고하지로를은한도사기서인그아나어리자시으대있해라들수일니만것여보적스정전부게안과면상주요"
      + "조장성구오제원동공유국경선미학생신방식오화무문위"
  )

  private static func set(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.map(\.value))
  }
}
