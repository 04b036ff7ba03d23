import CLinux
import Glibc

/// Holds a process to the system calls that reading foreign files takes, for the rest of its life.
///
/// A filter program in the kernel looks at each call: what is on the list of harmless ones is done, opening
/// is done for reading only, threads may be started and processes not, and everything else fails as
/// not permitted. There is no network, no other program, no writing, no look into other processes.
enum SystemCallFilter {
  /// One instruction of the kernel's filter machine.
  private struct Instruction {
    var code: UInt16
    var whenTrue: UInt8 = 0
    var whenFalse: UInt8 = 0
    var value: UInt32
  }

  private static let allow: UInt32 = 0x7FFF_0000
  private static let killProcess: UInt32 = 0x8000_0000
  private static func refuse(_ code: Int32) -> UInt32 { 0x0005_0000 | UInt32(code) }

  // What the machine is given to look at: the call's number, the architecture, six arguments of 8 bytes.
  private static let number: UInt32 = 0
  private static let architecture: UInt32 = 4
  private static func argument(_ index: UInt32) -> UInt32 { 16 + 8 * index }

  private static func load(_ offset: UInt32) -> Instruction {
    Instruction(code: 0x20, value: offset)
  }

  private static func end(_ verdict: UInt32) -> Instruction {
    Instruction(code: 0x06, value: verdict)
  }

  /// Skips as many instructions when the loaded word is, or is not, this value.
  private static func equals(_ value: UInt32, then: UInt8 = 0, otherwise: UInt8) -> Instruction {
    Instruction(code: 0x15, whenTrue: then, whenFalse: otherwise, value: value)
  }

  /// Skips as many instructions when the loaded word has, or has not, one of these bits.
  private static func hasAny(_ bits: UInt32, then: UInt8 = 0, otherwise: UInt8) -> Instruction {
    Instruction(code: 0x45, whenTrue: then, whenFalse: otherwise, value: bits)
  }

  /// For one call: looks at an argument and lets it pass only if it has none of the bits.
  private static func passes(_ call: Int, unless bits: UInt32, in index: UInt32) -> [Instruction] {
    guard call >= 0 else { return [] }
    return [
      equals(UInt32(call), otherwise: 4), load(argument(index)), hasAny(bits, otherwise: 1),
      end(refuse(EPERM)), end(allow),
    ]
  }

  /// For one call: looks at an argument and lets it pass only for these values.
  private static func passes(_ call: Int, when index: UInt32, isOneOf values: [UInt32])
    -> [Instruction]
  {
    var body = [load(argument(index))]
    for value in values { body += [equals(value, otherwise: 1), end(allow)] }
    body.append(end(refuse(EPERM)))
    return [equals(UInt32(call), otherwise: UInt8(body.count))] + body
  }

  private static var program: [Instruction] {
    #if arch(arm64)
      let own: UInt32 = 0xC000_00B7
    #else
      let own: UInt32 = 0xC000_003E
    #endif
    var program = [
      load(architecture), equals(own, then: 1, otherwise: 0), end(killProcess), load(number),
    ]
    #if arch(x86_64)
      // The numbers of a second, hardly used set of calls begin here.
      program += [
        Instruction(code: 0x35, whenTrue: 0, whenFalse: 1, value: 0x4000_0000), end(killProcess),
      ]
    #endif
    var index = 0
    while case let call = linux_harmless_call(index), call >= 0 {
      program += [equals(UInt32(call), otherwise: 1), end(allow)]
      index += 1
    }
    let writing = UInt32(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND) | 0o20_000_000
    program += passes(linux_call_openat, unless: writing, in: 2)
    program += passes(linux_call_open, unless: writing, in: 1)
    // A thread shares everything with its process; without that flag it would be a process.
    program += [
      equals(UInt32(linux_call_clone), otherwise: 4), load(argument(0)),
      hasAny(0x10000, otherwise: 1), end(allow), end(refuse(EPERM)),
      // Its flags lie in memory, where the filter cannot look; the C library then takes the other one.
      equals(UInt32(linux_call_clone3), otherwise: 1), end(refuse(ENOSYS)),
      // Asked of every stream whether it is a terminal.
      equals(UInt32(linux_call_ioctl), otherwise: 1), end(refuse(ENOTTY)),
    ]
    // Only itself: aborting is a signal to oneself. Naming threads and memory is harmless.
    program += passes(linux_call_tgkill, when: 0, isOneOf: [UInt32(getpid())])
    program += passes(linux_call_prlimit, when: 0, isOneOf: [0, UInt32(getpid())])
    // Copies and flags of descriptors; not whom to signal about them, nor locks on files.
    program += passes(linux_call_fcntl, when: 1, isOneOf: [0, 1, 2, 3, 4, 1030])
    program += passes(linux_call_prctl, when: 0, isOneOf: [15, 16, 0x5356_4D41])
    program.append(end(refuse(EPERM)))
    return program
  }

  /// Puts the filter in force for this thread and all that it starts; returns an error number or 0.
  static func install() -> Int32 {
    struct Program {
      var count: UInt16
      var first: UnsafePointer<Instruction>?
    }
    return program.withUnsafeBufferPointer { instructions in
      var program = Program(count: UInt16(instructions.count), first: instructions.baseAddress)
      return withUnsafeMutablePointer(to: &program) { pointer in
        // 22: set seccomp; 2: by a filter.
        let address = UInt(bitPattern: pointer)
        return linux_prctl(22, 2, address, 0, 0) == 0 ? 0 : errno
      }
    }
  }
}
