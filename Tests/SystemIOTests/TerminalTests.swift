import Scratch
import SystemIO
import Testing

struct TerminalTests {
  @Test(arguments: [(80, 80), (7, 7), (0, nil)] as [(UInt16, Int?)])
  func measuresTerminals(columns: UInt16, expected: Int?) throws {
    let terminal = try PseudoTerminal(columns: columns)
    #expect(Terminal.isTerminal(terminal.descriptor))
    #expect(Terminal.width(terminal.descriptor) == expected)
  }

  @Test func tellsPipesFromTerminals() throws {
    let child = try ChildProcess("cat >/dev/null")
    #expect(!Terminal.isTerminal(child.inputDescriptor))
    #expect(Terminal.width(child.inputDescriptor) == nil)
  }

  @Test func waitsForSlowReaders() throws {
    let child = try ChildProcess("sleep 0.1; wc -c")
    child.makeInputImpatient()
    let bytes = [UInt8](repeating: 1, count: 1_000_000)
    try Terminal.write(bytes, to: child.inputDescriptor, called: "the child")
    child.closeInput()
    #expect(child.readLine() == "1000000")
  }

  @Test func tellsWhenTheReaderHasGone() throws {
    OwnProcess.ignoreBrokenPipes()
    let child = try ChildProcess("exec head -c 1 >/dev/null")
    let bytes = [UInt8](repeating: 1, count: 10_000_000)
    #expect(throws: OutputError.readerGone) {
      try Terminal.write(bytes, to: child.inputDescriptor, called: "the child")
    }
  }

  @Test func reportsOtherFailures() {
    let error = #expect(throws: OutputError.self) {
      try Terminal.write([1], to: -1, called: "nothing")
    }
    #expect(error?.description == "cannot write 'nothing': Bad file descriptor")
  }
}
