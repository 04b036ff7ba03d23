import Digests
package import JSON

/// A text that nobody is to read who reads a manifest, a report or a resolved pipeline.
///
/// It is shown as `(secret)` everywhere; only keys are made of its digest, so that another one makes
/// results anew.
package struct Secret: SettingValue, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String { "a string" }

  private static let mask = "(secret)"

  package init(setting json: JSON) throws(SettingProblem) {
    let text: String
    do throws(SettingProblem) {
      text = try String(setting: json)
    } catch {
      // What was found may be the secret.
      throw SettingProblem(at: error.place, "expected \(Self.expected), found \(json.kindName)")
    }
    guard text != Self.mask else {
      throw SettingProblem(
        at: json.place,
        "\"\(Self.mask)\" stands where a secret was not shown",
        hint: "give the secret itself, best as ${env:NAME}"
      )
    }
    self.text = text
  }

  package var json: JSON { JSON(Self.mask) }

  package var keyJSON: JSON {
    var key = KeyHasher("secret")
    key.add(text)
    return JSON(key.finish().description)
  }
}
