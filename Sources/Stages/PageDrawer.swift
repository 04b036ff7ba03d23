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
        throw StageFailure("page", Self.words(error.cause, page))
      }
    } else {
      answer = task.answer(content.bytes) { _ in }
    }
    switch answer {
    case .drawn(let image): return image
    case .failed(let problem): throw StageFailure("page", problem)
    }
  }

  private static func words(_ cause: WorkerFailure.Cause, _ page: Int) -> String {
    switch cause {
    case .crashed, .answerTooLarge: "has a page that cannot be drawn: \(page)"
    case .timeout, .processorTime: "has a page that takes too long to draw: \(page)"
    case .memory: "has a page that needs too much memory to draw: \(page)"
    case .killed: "had the process killed that drew its page \(page)"
    case .cancelled: "was given up while its page \(page) was drawn"
    case .unavailable(let reason): "was not drawn for want of a worker: \(reason)"
    }
  }
}
