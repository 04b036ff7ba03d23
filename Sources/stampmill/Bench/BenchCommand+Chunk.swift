import Chunking
import CommandLineKit
import Documents
import JSON
import Pipeline
import Stages
import Synchronization
import SystemIO

extension BenchCommand {
  /// Cuts the documents of a file of elements, and tells how long cutting alone takes.
  func runChunk(_ path: String) async throws -> ExitStatus {
    var documents = try await Self.documents(path)
    // For Unstructured all elements are one list.
    if isCompatible { documents = [documents.flatMap(\.self)] }
    var stage = ChunkByTitle()
    stage.chunking.compat = isCompatible ? .unstructured : nil
    let options = stage.options
    var seconds: [Double] = []
    var chunks = 0
    for _ in 0..<passes {
      let start = MonotonicClock.now
      let counts = await Self.cut(documents, options, threads ?? 1)
      seconds.append(Double(MonotonicClock.now - start) / 1e9)
      chunks = counts
    }
    seconds.sort()
    let figures: JSON = [
      "documents": JSON(documents.count),
      "elements": JSON(documents.reduce(0) { $0 + $1.count }), "chunks": JSON(chunks),
      "threads": JSON(threads ?? 1), "seconds": JSON(seconds[0]),
      "median_seconds": JSON(seconds[seconds.count / 2]),
    ]
    return Console.print(figures.compact + "\n")
  }

  /// The elements of each document.
  private static func documents(_ path: String) async throws -> [[Element]] {
    var documents: [[Element]] = []
    var last: String?
    do throws(ElementBlocks.Failure) {
      var blocks = try ElementBlocks.open(path, or: path)
      while let elements = try await blocks.next() {
        for (path, element) in elements.all {
          if path != last {
            documents.append([])
            last = path
          }
          documents[documents.count - 1].append(element)
        }
      }
    } catch {
      throw RunError(error.code, error.description)
    }
    return documents
  }

  /// Cuts all documents; gives the number of chunks.
  private static func cut(_ documents: [[Element]], _ options: ChunkingOptions, _ threads: Int)
    async -> Int
  {
    // Like a run: a document is one thread's, and who is free takes the next.
    let next = NextDocument()
    return await withTaskGroup(of: Int.self) { group in
      for _ in 0..<threads {
        group.addTask {
          var chunks = 0
          while true {
            let place = next.take()
            guard place < documents.count else { return chunks }
            chunks += Chunker.cut(documents[place], options).text.chunks.count
          }
        }
      }
      return await group.reduce(0, +)
    }
  }
}

/// The place of the document that nobody has begun yet.
private final class NextDocument: Sendable {
  private let place = Atomic(0)

  func take() -> Int { place.add(1, ordering: .relaxed).oldValue }
}
