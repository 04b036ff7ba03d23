import ModelFiles
import Pipeline
import Synchronization
import SystemIO
import Transformers

/// The model of a stage, loaded when the first document needs it and shared by all that follow.
final class EmbeddingEngine: Sendable {
  private let loaded = Mutex<EmbeddingService?>(nil)

  func service(of model: SentenceModel, _ precision: Precision, threads: Int) throws(RunError)
    -> EmbeddingService
  {
    do {
      return try loaded.withLock { service in
        if let service { return service }
        let made = try EmbeddingService(Embedder(model, precision), threads: threads)
        service = made
        return made
      }
    } catch let error as ModelError {
      let status: ExitStatus =
        error.isMissing ? .missingModel : error.isOfMachine ? .configuration : .invalid
      throw RunError(status, error.description)
    } catch let error as SystemError {
      throw RunError(.temporary, error.description)
    } catch {
      throw RunError(any: error)
    }
  }
}
