import Glibc

/// The character set that libarchive converts names to while it is at work on this thread.
///
/// libarchive asks the locale for it, and the plain C locale would have every accent turned into a
/// question mark. Only this thread's locale is changed, and only during a call: the process's own,
/// which `setlocale` would change under everybody's feet, is left alone.
struct ArchiveLocale {
  // Made once and never freed; it is only ever read.
  private nonisolated(unsafe) static let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  private let former: locale_t?

  static func enter() -> ArchiveLocale {
    ArchiveLocale(former: utf8.flatMap { uselocale($0) })
  }

  func leave() {
    if let former { uselocale(former) }
  }
}
