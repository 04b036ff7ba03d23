import JSON
import Pipeline
import Testing

/// Settings that nobody is to read.
@Suite struct SecretTests {
  @Test func isNotShown() throws {
    let secret = try Secret(setting: "open sesame")
    #expect(secret.text == "open sesame")
    #expect(secret.json == "(secret)")
    #expect([secret, secret].json == ["(secret)", "(secret)"])
    #expect(Secret?.some(secret).json == "(secret)")
  }

  @Test func keysTellSecretsApart() throws {
    let (one, two) = (Secret("one"), Secret("two"))
    #expect(one.keyJSON != two.keyJSON)
    #expect([one].keyJSON != [two].keyJSON)
    #expect(Secret?.some(one).keyJSON != Secret?.none.keyJSON)
    #expect(one.keyJSON == Secret("one").keyJSON)
    #expect(!one.keyJSON.compact.contains("one"))
  }

  @Test func otherSettingsAreKeyedAsTheyAreShown() {
    #expect(3.keyJSON == 3.json)
    #expect(["a", "b"].keyJSON == ["a", "b"].json)
  }

  @Test(arguments: ["(secret)", 5, ["open sesame"], nil] as [JSON])
  func othersAreRefused(json: JSON) {
    do {
      _ = try Secret(setting: json)
      Issue.record("\(json.compact) was taken")
    } catch {
      #expect(!error.message.contains("sesame"))
    }
  }
}
