package import Digests
import SystemIO

extension SentenceModel {
  /// Stands for all that decides the vectors of texts: weights, configuration, tokenizer.
  ///
  /// A model of the store has it in its manifest, which is believed while all files have the sizes that
  /// are written there; `models verify` looks closer. The files of any other folder are read.
  package func fingerprint() throws(ModelError) -> Digest {
    if let manifest = try? ModelManifest(folder: folder), manifest.hasSizes(in: folder) {
      return manifest.model
    }
    let selection = try ModelSelection(try ImportSource(folder))
    var files: [ModelManifest.File] = []
    for (path, name) in selection.files where ModelPart(path: name)?.decides == true {
      do throws(ReadFileError) {
        let (size, digest) = try fileDigest("\(folder)/\(path)")
        files.append(ModelManifest.File(path: name, size: size, digest: digest))
      } catch {
        throw .unreadable(error)
      }
    }
    return ModelManifest(name: "", source: "", model: self, files: files).model
  }
}

extension SentenceModel {
  /// Whether every number was looked at when the model was imported, and no file has another size since.
  package var wasChecked: Bool {
    (try? ModelManifest(folder: folder))?.hasSizes(in: folder) ?? false
  }
}

extension ModelManifest {
  /// Whether all files are there and as long as they were.
  fileprivate func hasSizes(in folder: String) -> Bool {
    files.allSatisfy { (try? FileStatus(path: "\(folder)/\($0.path)"))?.size == Int64($0.size) }
  }
}

/// The size and the digest of a file, which is read piece by piece.
func fileDigest(_ path: String) throws(ReadFileError) -> (size: Int, digest: Digest) {
  let file = try FileDescriptor(reading: path)
  var hash = SHA256()
  var size = 0
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  var count: Int
  repeat {
    do throws(SystemError) {
      count = try file.read(into: &buffer)
    } catch {
      throw .system(error)
    }
    size += count
    hash.update(buffer.span.extracting(0..<count))
  } while count == buffer.count
  return (size, hash.finish())
}
