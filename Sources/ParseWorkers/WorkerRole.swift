import SystemIO

/// The worker's side: takes documents from the program that started it until that has no more.
package enum WorkerRole {
  package static let verb = "parse-worker"

  /// The words that start the program as a worker of this process.
  package static var arguments: [String] { [verb, "\(ownProcess())"] }

  /// Confines the process and works for the rest of its life.
  ///
  /// The handler gets the task, the content, a closure to call at the beginning of each page, and one that
  /// hands over a part of a long answer; what it returns is the rest of the answer. It is asked for one
  /// document after the other, on this thread.
  package static func serve(
    arguments: [String],
    _ handle: ([UInt8], [UInt8], (Int) -> Void, ([UInt8]) -> Void) -> [UInt8]
  ) -> Never {
    guard let first = arguments.first, let parent = Int32(first), let socket = EmployerSocket()
    else {
      Terminal.writeStandardError(
        "error: '\(verb)' is how the program starts itself to parse files; it is no verb\n"
      )
      endProcess(64)
    }
    let memory = OwnMemory()
    LastWords.prepare(memory)
    let confinement = Confinement.enter(parent: parent)
    // What is mapped now is the program itself and its libraries.
    let mapped = memory.current.mapped
    let report =
      Frame.bytes(of: UInt64(max(0, mapped)))
      + Array(confinement.missing.joined(separator: "\n").utf8)
    guard socket.send(Frame.header(.ready, count: report.count) + report) else { endProcess(0) }
    var inbox: [UInt8] = []
    while let request = next(socket, &inbox) {
      ProcessLimit.setMemory(mapped + Int64(clamping: request.memory))
      ProcessLimit.setProcessorTime(Int64(clamping: request.seconds))
      let answer = handle(request.task, request.content) { page in
        _ = socket.send(Frame.header(.page, count: 8) + Frame.bytes(of: UInt64(max(0, page))))
      } _: { part in
        _ = socket.send(Frame.header(.part, count: part.count)) && socket.send(part)
      }
      let resident = UInt64(max(0, memory.current.resident))
      // In one piece, since every piece wakes the employer; a long answer is not copied for that.
      let head = Frame.header(.answer, count: answer.count + 8) + Frame.bytes(of: resident)
      let isShort = answer.count < 64 << 10
      guard socket.send(isShort ? head + answer : head), isShort || socket.send(answer) else {
        break
      }
    }
    endProcess(0)
  }

  private struct Request {
    var task: [UInt8]
    var content: [UInt8]
    var memory: UInt64
    var seconds: UInt64
  }

  private static func next(_ socket: borrowing EmployerSocket, _ inbox: inout [UInt8]) -> Request? {
    var file: MemoryFile?
    while inbox.count < WorkerRequest.headSize {
      guard socket.receive(into: &inbox, &file) else { return nil }
    }
    let words = (0..<5).map { Frame.word(inbox, at: 8 * $0) }
    let (taskSize, contentSize) = (Int(words[0]), Int(words[1]))
    var request = Request(task: [], content: [], memory: words[3], seconds: words[4])
    let start = WorkerRequest.headSize
    guard words[2] == 1 else {
      inbox.removeFirst(start)
      guard let file = file.take(), let task = try? file.read(0..<taskSize),
        let content = try? file.read(taskSize..<taskSize + contentSize)
      else { return nil }
      request.task = task
      request.content = content
      return request
    }
    let end = start + taskSize + contentSize
    while inbox.count < end {
      guard socket.receive(into: &inbox, &file) else { return nil }
    }
    request.task = Array(inbox[start..<start + taskSize])
    request.content = Array(inbox[(start + taskSize)..<end])
    inbox.removeFirst(end)
    return request
  }
}
