import Glibc

/// What a signal handler writes and where; plain numbers, since it may touch nothing else.
private nonisolated(unsafe) var lastWords = (socket: Int32(-1), memory: Int32(-1))

/// Has a process that crashes say so to its employer before it ends.
///
/// The words are sixteen bytes: what the caller gives as their beginning, and how much memory was mapped in
/// that moment. The effect of the signal stays what it was.
package enum LastWords {
  package static func prepare(_ memory: OwnMemory) {
    lastWords = (EmployerSocket.descriptor, memory.descriptor)
    // A stack that is used up leaves none for the handler.
    let size = 32 << 10
    var stack = stack_t()
    stack.ss_sp = malloc(size)
    stack.ss_size = size
    _ = sigaltstack(&stack, nil)
    // The page size is read once here, not in the handler.
    _ = memory.current
    for signal in [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP, SIGFPE] {
      var action = sigaction()
      action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      action.__sigaction_handler = .init(sa_handler: { signal in
        let mapped = OwnMemory.read(lastWords.memory).mapped
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { words in
          words.storeBytes(of: LastWords.mark.littleEndian, as: UInt64.self)
          words.storeBytes(of: mapped.littleEndian, toByteOffset: 8, as: Int64.self)
          _ = write(lastWords.socket, words.baseAddress, words.count)
        }
        // The default is in force again; what crashed does so once more when this returns, and one that
        // was sent is sent again.
        raise(signal)
      })
      _ = sigaction(signal, &action, nil)
    }
  }

  /// The first eight bytes: kind 4 of a worker's words, of eight bytes.
  static let mark: UInt64 = 4 << 56 | 8
}

/// The signals by which the kernel ends a process for what it took.
package enum ProcessSignal {
  package static let processorTime = SIGXCPU
  package static let kill = SIGKILL
}
