package import Pipeline
import SystemIO

/// What every payload must keep to, so that the cache gives back what was put in.
package func recordFaults<Value: Payload>(_ payload: Value) -> [String] {
  var faults: [String] = []
  let bytes = recorded(payload)
  do throws(RecordError) {
    var reader = RecordReader(bytes)
    let read = try Value(from: &reader)
    if recorded(read) != bytes { faults.append("it does not come back as it was") }
    if !reader.isAtEnd { faults.append("something is left over") }
    if read.itemCount != payload.itemCount { faults.append("it has another count of items") }
  } catch {
    faults.append("its own bytes are refused: \(error)")
  }
  for length in 0..<min(bytes.count, 400) {
    var reader = RecordReader(Array(bytes.prefix(length)))
    if (try? Value(from: &reader)) != nil {
      faults.append("its first \(length) bytes of \(bytes.count) are taken for the whole")
      break
    }
  }
  return faults
}

/// The bytes of a payload as the cache keeps them.
package func recorded(_ payload: some Payload) -> [UInt8] {
  var writer = RecordWriter()
  payload.encode(into: &writer)
  return writer.bytes
}

/// Gives damaged and random bytes to a payload; the run of the test is the check, a crash its failure.
package func readDamaged<Value: Payload>(_ payload: Value, times: Int, seed: UInt64) -> Int {
  var numbers = SeededNumbers(seed: seed)
  let good = recorded(payload)
  var refused = 0
  for _ in 0..<times {
    var bytes = numbers.below(2) == 0 ? numbers.bytes(numbers.below(64)) : good
    for _ in 0..<numbers.below(4) where !bytes.isEmpty {
      bytes[numbers.below(bytes.count)] = UInt8(numbers.below(256))
    }
    var reader = RecordReader(bytes)
    if (try? Value(from: &reader)) == nil { refused += 1 }
  }
  return refused
}

/// Writes documents through a sink; returns the bytes of its files and what it says it wrote.
package func write(
  _ payloads: [any Payload],
  through sink: any SinkStage,
  documents: [SinkDocument],
  inputs: [any Stage] = [],
  previous: [String: String] = [:],
  advance: @escaping @Sendable () throws -> Void = {}
) async throws -> (files: [[UInt8]], counts: SinkCounts) {
  var files: [String: String] = [:]
  for output in sink.outputs { files[output.path] = output.path + ".for-now" }
  for path in files.values { _ = try removeIfExists(path) }
  let context = SinkContext(
    files: files,
    previous: previous,
    jobs: 2,
    inputs: inputs,
    advance: advance
  )
  let sequence = DocumentSequence(documents: documents) { payloads[$0] }
  let counts = try await sink.write(sequence, context)
  let bytes = try sink.outputs.map { output in
    try readFile(files[output.path] ?? "", limit: 1 << 30).bytes
  }
  return (bytes, counts)
}
