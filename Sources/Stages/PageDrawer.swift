import ParseWorkers
package import Pipeline

/// Draws pages of PDFs where it can do no harm: in worker processes, under limits.
package struct PageDrawer: Sendable {
  /// Those that the document was parsed with.
  package var passwords: [String]
  package var pixelsPerPoint: Double

  private static let limits = WorkerLimits(
    time: .seconds(60),
    memory: 1 << 30,
    processorSeconds: 60,
    answer: 256 << 20
  )

  package init(passwords: [String], pixelsPerPoint: Double) {
    self.passwords = passwords
    self.pixelsPerPoint = pixelsPerPoint
  }

  /// A page, from 1, as a PNG; the failure is a predicate of the document.
  package func draw(page: Int, of content: FileContent) async throws(StageFailure) -> [UInt8] {
    let task = DrawTask(
      page: page,
      scale: Int(pixelsPerPoint * 1000),
      passwords: passwords
    )
    let answer: DrawAnswer
    if let workers = ParseWorker.workers {
      do throws(WorkerFailure) {
        let request = WorkerRequest(
          task: WorkerTask.draw(task).bytes,
          content: content.bytes,
          limits: Self.limits
        )
        let bytes = try await workers.work(request)
        answer = (try? DrawAnswer(bytes)) ?? .failed("made its worker answer what makes no sense")
      } catch {
        throw StageFailure("page", "has a page that cannot be drawn: \(page)")
      }
    } else {
      answer = task.answer(content.bytes) { _ in }
    }
    switch answer {
    case .drawn(let image): return image
    case .failed(let problem): throw StageFailure("page", problem)
    }
  }
}
