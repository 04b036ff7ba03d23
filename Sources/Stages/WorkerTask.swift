import Pipeline

/// What a worker can be asked to do with a document.
enum WorkerTask {
  case parse(ParseTask)
  case draw(DrawTask)

  var bytes: [UInt8] {
    var writer = RecordWriter()
    switch self {
    case .parse(let task):
      writer.write(false)
      task.write(to: &writer)
    case .draw(let task):
      writer.write(true)
      task.write(to: &writer)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(RecordError) {
    var reader = RecordReader(bytes)
    self =
      try reader.flag() ? .draw(DrawTask(from: &reader)) : .parse(ParseTask(from: &reader))
  }
}
