import JSON
import Pipeline
import Stages
import SystemIO

/// The elements of a file, read ahead by as many threads as there are processors.
struct ElementBlocks: ~Copyable {
  private let input: FileDescriptor
  private let before: FileStatus?
  private let name: String
  private var blocks: JSONBlocks
  private var isAtEnd = false
  private var reading: [Task<Result<ChunkStream.Elements, JSONProblem>, Never>] = []
  private var first = 0
  private let width = Machine.availableProcessors + 1

  /// Why elements cannot be read, or were not read as a whole.
  enum Failure: Error {
    case file(ReadFileError)
    case input(SystemError)
    case json(JSONProblem)
    case lost
  }

  /// Opens a file, or standard input where none is named.
  static func open(_ file: String?, or name: String) throws(Failure) -> ElementBlocks {
    guard let file else { return ElementBlocks(.standardInput(), nil, name) }
    let input: FileDescriptor
    do throws(ReadFileError) { input = try FileDescriptor(readingStream: file) } catch {
      throw .file(error)
    }
    let before: FileStatus
    do throws(SystemError) { before = try input.status() } catch { throw .input(error) }
    // Only a file has a state to compare with; a pipe is read once.
    return ElementBlocks(input, before.kind == .regular ? before : nil, file)
  }

  private init(_ input: consuming FileDescriptor, _ before: FileStatus?, _ name: String) {
    self.input = input
    self.before = before
    self.name = name
    blocks = JSONBlocks(file: name)
  }

  /// The elements of the next block; nil after the last.
  mutating func next() async throws(Failure) -> ChunkStream.Elements? {
    while !isAtEnd, reading.count < width { try readMore() }
    guard !reading.isEmpty else { return nil }
    return try await reading.removeFirst().value.mapError(Failure.json).get()
  }

  /// Does what finds problems in JSON.
  static func reading(_ work: () throws(JSONProblem) -> Void) throws(Failure) {
    do throws(JSONProblem) { try work() } catch { throw .json(error) }
  }

  private mutating func readMore() throws(Failure) {
    let name = name
    while let block = try nextBlock() {
      reading.append(
        Task {
          do throws(JSONProblem) {
            return .success(try ChunkStream.Elements(block, file: name))
          } catch {
            return .failure(error)
          }
        }
      )
      if reading.count >= width { return }
    }
  }

  private mutating func nextBlock() throws(Failure) -> JSONBlocks.Block? {
    while !isAtEnd {
      if let block = blocks.next() { return block }
      var piece = [UInt8](repeating: 0, count: 256 << 10)
      do throws(SystemError) {
        let count = try input.read(into: &piece)
        isAtEnd = count < piece.count
        piece.removeLast(piece.count - count)
      } catch {
        throw .input(error)
      }
      blocks.append(piece)
    }
    if let before, let after = try? input.status(), !after.sameContent(as: before) {
      throw .file(.changing(path: name))
    }
    var last: JSONBlocks.Block?
    try Self.reading { () throws(JSONProblem) in last = try blocks.last() }
    return last
  }
}

extension ElementBlocks.Failure: CustomStringConvertible {
  var code: ExitStatus {
    switch self {
    case .file(let error):
      error.isMissing ? .missingInput : error.isPermission ? .permission : .invalid
    case .input: .inputOutput
    case .json: .invalid
    case .lost: .internalError
    }
  }

  var description: String {
    switch self {
    case .file(let error): error.description
    case .input(let error): error.description
    case .json(let error):
      "\(error.place.file):\(error.place.line):\(error.place.column): \(error.message)"
    case .lost:
      "characters of the elements are in none of the chunks; this is a defect of the program"
    }
  }
}
