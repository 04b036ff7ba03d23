import Digests
package import JSON
package import ModelFiles
package import Pipeline
import SystemIO

/// A model by the name under which the store knows it, or by the path of its folder.
package struct ModelName: SettingValue {
  package let name: String
  /// Its configuration, checked; the weights are read when they are needed.
  package let model: SentenceModel
  /// What vectors depend on; the same model may lie elsewhere tomorrow.
  private let fingerprint: Digest

  /// Finds a model.
  package init(_ name: String) throws(ModelError) {
    self.name = name
    let store = try ModelStore(named: nil, environment: environmentVariables())
    model = try SentenceModel(folder: store.folder(of: name))
    fingerprint = try model.fingerprint()
  }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String {
    "the name of a model of the store, or the path of its folder"
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let name = json.string, !name.isEmpty else {
      throw SettingProblem(json, expected: Self.expected)
    }
    do throws(ModelError) {
      try self.init(name)
    } catch {
      throw SettingProblem(
        at: json.place,
        "\(error)",
        status: error.isMissing ? .missingModel : .invalid
      )
    }
  }

  package var json: JSON { JSON(name) }
  package var keyJSON: JSON { JSON(fingerprint.description) }

  /// Names the model and the arithmetic in the keys of vectors.
  func key(of arithmetic: String) -> KeyHasher {
    var key = KeyHasher("vector")
    key.add(fingerprint)
    key.add(arithmetic)
    return key
  }
}
