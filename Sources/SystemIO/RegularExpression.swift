import Glibc

/// An extended regular expression as POSIX has it; the only owner of its compiled form.
///
/// The system's matcher looks at each character once however the expression is built, so no expression
/// makes it hang.
package final class RegularExpression {
  private var compiled = regex_t()

  /// Compiles an expression that a text must match as a whole; nil for one that makes no sense.
  package init?(whole pattern: String) {
    guard !pattern.utf8.contains(0),
      regcomp(&compiled, "^(\(pattern))$", REG_EXTENDED | REG_NOSUB) == 0
    else { return nil }
  }

  deinit { regfree(&compiled) }

  package func matches(_ text: String) -> Bool {
    !text.utf8.contains(0) && regexec(&compiled, text, 0, nil, 0) == 0
  }
}
