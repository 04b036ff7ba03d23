import Chunking
import CommandLineKit
import Documents
import JSON
import Pipeline
import Stages
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
    // Like a run: a document is one task's, and the next free one takes the next.
    let shares = (0..<threads).map { first in stride(from: first, to: documents.count, by: threads)
    }
    return await withTaskGroup(of: Int.self) { group in
      for share in shares {
        group.addTask {
          share.reduce(0) { $0 + Chunker.cut(documents[$1], options).text.chunks.count }
        }
      }
      return await group.reduce(0, +)
    }
  }
}
