package import SQLite
package import SystemIO

/// What the program says by its exit code; the numbers are those of sysexits.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 64
  case invalid = 65
  case missingInput = 66
  case missingModel = 69
  case internalError = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case permission = 77
  case configuration = 78
  case interrupted = 130
  case terminated = 143

  package var meaning: String {
    switch self {
    case .done: "done, within the error budget"
    case .failed:
      "the run failed, or more documents failed than the budget allows; plan --exit-code: there is work to do; verify: something does not agree"
    case .usage: "the command line makes no sense"
    case .invalid: "a pipeline file or input data is invalid"
    case .missingInput: "an input is missing"
    case .missingModel: "a model is missing"
    case .internalError: "an error in the program itself"
    case .cannotCreate: "an output cannot be created"
    case .inputOutput: "reading or writing failed"
    case .temporary: "temporary trouble, such as a full disk or another run; try again"
    case .permission: "permission denied"
    case .configuration: "the machine is not set up for this"
    case .interrupted: "interrupted; what was finished is kept"
    case .terminated: "terminated; what was finished is kept"
    }
  }
}

/// Why a run ended without doing what it was asked to.
package struct RunError: Error, Sendable, CustomStringConvertible {
  package var status: ExitStatus
  package var description: String
  /// Whether it comes of a cache that is not whole, and would not come again if that were mended.
  var isLostResult = false

  package init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// For a stage that is handed what no check should have let through.
  package init(notAccepted payload: any Payload, by kind: String) {
    self.init(.internalError, "'\(kind)' was handed \(type(of: payload)), which it does not accept")
  }

  package init(_ error: SQLiteError) {
    let status: ExitStatus =
      if error.isDiskFull || error.isBusy {
        .temporary
      } else if error.isReadOnly || error.cannotOpen {
        .cannotCreate
      } else {
        .inputOutput
      }
    let advice =
      error.isCorrupt ? "; delete it and run again: everything in it can be made anew" : ""
    self.init(status, error.description + advice)
  }

  /// Takes trouble with a file that is written.
  package init(writing error: SystemError) {
    let status: ExitStatus =
      if error.isDiskFull {
        .temporary
      } else if error.isPermission {
        .permission
      } else if error.isReadOnly || error.isMissing || error.code == SystemError.isFolder {
        .cannotCreate
      } else {
        .inputOutput
      }
    self.init(status, error.description)
  }

  package init(_ error: SourceError) {
    let status: ExitStatus =
      switch error.cause {
      case .missing: .missingInput
      case .permission: .permission
      case .invalid: .invalid
      case .input: .inputOutput
      }
    self.init(status, error.description)
  }

  /// Takes any error of a sink or of the state, whatever library it comes from.
  package init(any error: any Error) {
    switch error {
    case let error as RunError: self = error
    case let error as SQLiteError: self.init(error)
    case let error as SystemError: self.init(writing: error)
    case ReadFileError.system(let error): self.init(writing: error)
    case let error as SourceError: self.init(error)
    default: self.init(.internalError, "\(error)")
    }
  }
}
