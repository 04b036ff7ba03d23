/// What a worker is to do: a document, what to know about it, and the limits it has to keep to.
package struct WorkerRequest: Sendable {
  /// What to do with the content, in a form that the worker's handler knows.
  package var task: [UInt8]
  package var content: [UInt8]
  package var limits: WorkerLimits

  package init(task: [UInt8], content: [UInt8], limits: WorkerLimits) {
    self.task = task
    self.content = content
    self.limits = limits
  }

  /// More than this goes through a file in memory instead of the socket, which always has room for less.
  static let inlineLimit = 32 << 10

  var isInline: Bool { task.count + content.count <= Self.inlineLimit }

  /// Five words: the lengths of task and content, whether they follow, memory, processor time.
  static let headSize = 40

  var head: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headSize + (isInline ? task.count + content.count : 0))
    for word in [
      task.count, content.count, isInline ? 1 : 0, Int(clamping: limits.memory),
      Int(clamping: limits.processorSeconds),
    ] { bytes += Frame.bytes(of: UInt64(max(0, word))) }
    return bytes
  }
}

/// What one document may take in a worker.
package struct WorkerLimits: Sendable, Hashable {
  /// By the clock; held by the employer, who ends the worker.
  package var time: Duration
  /// In bytes, beyond what the program has mapped when it starts.
  package var memory: Int64
  package var processorSeconds: Int64
  /// The most bytes that a worker may answer.
  package var answer: Int

  package init(time: Duration, memory: Int64, processorSeconds: Int64, answer: Int) {
    self.time = time
    self.memory = memory
    self.processorSeconds = processorSeconds
    self.answer = answer
  }
}
