package import JSON
import SystemIO

/// A manifest without its list of inputs, which may be far longer than all the rest.
package struct ManifestHead: Sendable {
  package let json: JSON

  package var pipeline: String? { json["pipeline"]?.string }
  /// The paths of the outputs, relative to the folder.
  package var outputs: [String] {
    (json["outputs"]?.elements ?? []).compactMap { $0["path"]?.string }
  }

  private static let end = Array(",\n  \"inputs\": [".utf8)

  /// Reads the manifest in a folder of outputs; on request all of it, so that every byte is looked at.
  package init(of folder: String, isWhole: Bool = false) throws(RunError) {
    let path = folder + "/" + OutputFolder.manifest
    let bytes: [UInt8]
    do throws(ReadFileError) {
      bytes = try Self.read(path, isWhole)
    } catch {
      guard case .system(let cause) = error, cause.isMissing else {
        throw RunError(error.isPermission ? .permission : .inputOutput, error.description)
      }
      throw RunError(.missingInput, "'\(folder)' holds no manifest.json; has a run ended there?")
    }
    do throws(JSONProblem) {
      json = try JSONParser.value(bytes, file: path)
    } catch {
      throw RunError(.invalid, error.description)
    }
    guard json["format"]?.integer == 1, json["program"]?["name"]?.string == "stampmill" else {
      throw RunError(.invalid, "'\(path)' is not a manifest of outputs")
    }
  }

  private static func read(_ path: String, _ isWhole: Bool) throws(ReadFileError) -> [UInt8] {
    let file = try FileDescriptor(reading: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count: Int
      do throws(SystemError) { count = try file.read(into: &buffer) } catch { throw .system(error) }
      guard count > 0 else { return bytes }
      let from = max(0, bytes.count - end.count)
      bytes.append(contentsOf: buffer[..<count])
      if !isWhole, let range = bytes[from...].firstRange(of: end) {
        return bytes[..<range.lowerBound] + Array("\n}\n".utf8)
      }
    }
  }
}
