/// What a shell should offer for a value.
package enum ValueHint: Sendable, Equatable {
  case anything
  case file
  case directory
  case choices([String])
  /// The name of a command of the program.
  case command
}
