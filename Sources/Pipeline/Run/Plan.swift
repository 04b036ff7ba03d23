package import JSON

/// What a run would do, and why.
package struct Plan: Sendable {
  /// A document that is not simply up to date.
  package struct Document: Sendable {
    package var source: String
    package var path: String
    package var reason: ChangeReason
    /// What exactly: the setting and its values, the former path, the earlier failure.
    package var detail: String
    package var bytes: Int64
  }

  package struct Output: Sendable {
    package enum Action: String, Sendable {
      case make, remake = "make anew", keep, remove
    }

    package var path: String
    package var action: Action
    package var reason: String
  }

  /// Something in a source that is not looked at, or cannot be.
  package struct Remark: Sendable {
    package var path: String
    package var reason: String
    package var isFailure: Bool
  }

  package var documents: [Document] = []
  package var upToDate = 0
  package var outputs: [Output] = []
  package var remarks: [Remark] = []
  /// Bytes of the documents that go through a stage.
  package var bytes: Int64 = 0
  package var estimate: Estimate?

  /// How long a run would take, going by the last one or by a rule of thumb.
  package struct Estimate: Sendable {
    package var seconds: Double
    package var isMeasured: Bool
  }

  package init() {}

  package var counts: [(reason: ChangeReason, count: Int)] {
    var counts: [ChangeReason: Int] = [.upToDate: upToDate]
    for document in documents { counts[document.reason, default: 0] += 1 }
    return ChangeReason.allCases.compactMap { reason in
      counts[reason].flatMap { $0 > 0 ? (reason, $0) : nil }
    }
  }

  package var hasWork: Bool {
    !documents.isEmpty || outputs.contains { $0.action != .keep }
  }

  package var json: JSON {
    [
      "version": 1,
      "work": JSON(hasWork),
      "counts": JSON(.object(counts.map { JSON.Member($0.reason.rawValue, JSON($0.count)) })),
      "bytes": JSON(Int(bytes)),
      "estimate_seconds": estimate.map { JSON($0.seconds) } ?? nil,
      "estimate_measured": estimate.map { JSON($0.isMeasured) } ?? nil,
      "documents": JSON(
        documents.map {
          [
            "source": JSON($0.source), "path": JSON($0.path), "reason": JSON($0.reason.rawValue),
            "detail": JSON($0.detail), "bytes": JSON(Int($0.bytes)),
          ]
        }
      ),
      "outputs": JSON(
        outputs.map {
          ["path": JSON($0.path), "action": JSON($0.action.rawValue), "reason": JSON($0.reason)]
        }
      ),
      "remarks": JSON(
        remarks.map {
          ["path": JSON($0.path), "reason": JSON($0.reason), "failure": JSON($0.isFailure)]
        }
      ),
    ]
  }
}
