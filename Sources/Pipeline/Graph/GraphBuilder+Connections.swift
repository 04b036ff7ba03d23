import JSON

// What stages read from each other: names, order, ports, readers.

extension GraphBuilder {
  mutating func resolveReferences() {
    let names = drafts.map(\.name)
    for index in drafts.indices where drafts[index].kind?.role != .source {
      for reference in drafts[index].references {
        guard let target = drafts.firstIndex(where: { $0.name == reference.stage }) else {
          error(
            reference.place,
            "there is no stage '\(reference.stage)' to read from",
            hint: didYouMean(reference.stage, among: names)
          )
          drafts[index].lacksInput = true
          continue
        }
        if let kind = drafts[target].kind {
          if let port = reference.port {
            error(
              reference.place,
              "'\(reference.stage)' has no port '\(port)'",
              hint: kind.gives.map { "it gives \($0) under its own name" }
            )
            continue
          }
          if kind.gives == nil {
            error(
              reference.place,
              "'\(reference.stage)' writes files and gives nothing to read from"
            )
            continue
          }
        }
        drafts[index].links.append((target, reference))
      }
    }
  }

  /// The order of work, or nil after reporting each cycle whole.
  mutating func orderedWithoutCycles() -> [Int]? {
    var state = [Int](repeating: 0, count: drafts.count)  // 1 on the path, 2 done
    var order: [Int] = []
    var cycles: [[Int]] = []
    let readsFrom = drafts.map { $0.from.sorted() }
    func visit(_ index: Int, _ path: [Int]) {
      if state[index] == 2 { return }
      if state[index] == 1 {
        cycles.append(Array(path.drop { $0 != index }) + [index])
        return
      }
      state[index] = 1
      for target in readsFrom[index] { visit(target, path + [index]) }
      state[index] = 2
      order.append(index)
    }
    for index in drafts.indices { visit(index, []) }
    for cycle in cycles {
      let names = cycle.reversed().map { drafts[$0].name }.joined(separator: " → ")
      // Told where the first of them in the file names the one before it.
      let steps = zip(cycle, cycle.dropFirst())
      let (first, before) = steps.min { $0.0 < $1.0 } ?? (cycle[0], cycle[0])
      let link = drafts[first].links.first { $0.target == before }
      error(
        link?.reference.place ?? drafts[first].place,
        "the stages go round in a circle: \(names)"
      )
      for index in cycle { circling.insert(index) }
    }
    return cycles.isEmpty ? order : nil
  }

  mutating func checkPorts() {
    for (index, draft) in drafts.enumerated() {
      guard let kind = draft.kind else { continue }
      for (target, reference) in draft.links {
        if circling.contains(index), circling.contains(target) { continue }
        guard let gives = drafts[target].kind?.gives, !kind.accepts.contains(gives) else {
          continue
        }
        let takes = kind.accepts.map(\.name).alternatives
        let between = kinds.first { other in
          other.accepts.contains(gives) && other.gives.map { kind.accepts.contains($0) } == true
        }
        error(
          reference.place,
          "'\(draft.name)' takes \(takes), but '\(reference.stage)' gives \(gives)",
          hint: between.map { "put a '\($0.name)' between" }
        )
      }
    }
  }

  mutating func checkReaders() {
    let read = Set(drafts.flatMap { $0.references.map(\.stage) })
    for draft in drafts {
      guard let gives = draft.kind?.gives, !read.contains(draft.name) else { continue }
      // A stage whose input could not be made out may well have meant this one.
      let isMeant = drafts.contains { $0.lacksInput && $0.kind?.accepts.contains(gives) == true }
      if isMeant { continue }
      warning(draft.place, "no stage reads the \(gives) of '\(draft.name)'")
    }
    if !drafts.contains(where: { $0.kind == nil || $0.kind?.role == .sink }) {
      error(
        drafts[0].place,
        "no stage writes anything",
        hint: "add a sink such as '\(kinds.first { $0.role == .sink }?.name ?? "")'"
      )
    }
    if !drafts.contains(where: { $0.kind == nil || $0.kind?.role == .source }) {
      error(
        drafts[0].place,
        "no stage finds documents",
        hint: "add a source such as '\(kinds.first { $0.role == .source }?.name ?? "")'"
      )
    }
  }
}
