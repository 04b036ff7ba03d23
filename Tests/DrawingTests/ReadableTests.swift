import Drawing
import Testing

struct ReadableTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (1_234_567, "1,234,567"),
    (-1234, "-1,234"), (-123, "-123"), (Int.max, "9,223,372,036,854,775,807"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func setsThousandsApart(value: Int, text: String) { #expect(Readable.count(value) == text) }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"),
    (99_949, "99.9 kB"), (99_950, "100 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
    (1_200_000_000, "1.2 GB"), (45_300_000, "45.3 MB"), (-1500, "-1.5 kB"),
    (Int.max, "9.2 EB"), (Int.min, "-9.2 EB"),
  ])
  func namesSizes(value: Int, text: String) { #expect(Readable.bytes(value) == text) }

  @Test(arguments: [
    (Duration.zero, "0 ms"), (.microseconds(20), "<1 ms"), (.milliseconds(350), "350 ms"),
    (.milliseconds(999), "999 ms"), (.milliseconds(1000), "0:01"), (.milliseconds(7900), "0:07"),
    (.seconds(754), "12:34"), (.seconds(3723), "1:02:03"), (.seconds(360_000), "100:00:00"),
    (.seconds(-5), "0:00"), (.milliseconds(-5), "0 ms"),
  ])
  func tellsHowLong(value: Duration, text: String) { #expect(Readable.duration(value) == text) }

  @Test(arguments: [
    (Duration.zero, "0.000"), (.milliseconds(42), "0.042"), (.milliseconds(3184), "3.18"),
    (.milliseconds(41_250), "41.3"), (.seconds(1204), "1,204"), (.seconds(-1), "0"),
  ])
  func writesSeconds(value: Duration, text: String) { #expect(Readable.seconds(value) == text) }

  @Test(arguments: [
    (0.0, "0"), (0.04, "0.040"), (0.4, "0.4"), (9.94, "9.9"), (9.96, "10"), (8320.4, "8,320"),
    (-1, "0"), (.nan, "0"), (.infinity, "0"), (1e300, "1,000,000,000,000,000"),
  ])
  func writesRates(value: Double, text: String) { #expect(Readable.perSecond(value) == text) }

  @Test(arguments: [
    (0, 10, "0%"), (1, 1000, "<1%"), (5, 10, "50%"), (9_999, 10_000, "99%"), (10, 10, "100%"),
    (11, 10, "100%"), (0, 0, "100%"), (-1, 10, "0%"), (Int.max - 1, Int.max, "99%"),
  ])
  func writesParts(part: Int, whole: Int, text: String) {
    #expect(Readable.percent(part, of: whole) == text)
  }
}
