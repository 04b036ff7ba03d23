import SystemIO

/// A graph that grows batch by batch, the same for any number of threads.
///
/// The points of a batch look for their neighbours in the graph as it was before the batch, and write lists that
/// nobody reads yet. Then every point that one of them links to takes them up, in the order of their places, all
/// points side by side. So nothing depends on who comes first and nothing is locked.
final class GraphGrowth: @unchecked Sendable {
  let rows: PlacedRows
  let order: PointOrder
  let links: LinkTable
  let width: Int
  private let team: ThreadTeam
  private let members: [Member]
  /// How many points are in.
  private(set) var inserted = 0

  // The chains of a batch: for each place the last link to it, one more than its number, and for each link the one
  // before it.
  private let heads: UnsafeMutablePointer<UInt32>
  private let before: UnsafeMutablePointer<UInt32>
  // How far each of these links leads; lists change while it is read.
  private let lengths: UnsafeMutablePointer<UInt32>
  private let headMemory: LargeMemory
  private var touched: [UInt32] = []

  /// Raised whenever the same points come to give another graph: what was kept of a build is not taken then.
  static let version = 1

  /// No batch has more points, so that none misses many of its neighbours.
  static let largestBatch = 2_000
  /// Nor more than one for so many that are in.
  static let shareOfBatch = 25

  /// Nor does a point look at more of its batch than these, however many chose the same neighbour.
  static let mostMet = 128

  /// What a thread works with.
  private struct Member {
    let walk: Walk
    let choice: Choice
  }

  init(_ rows: PlacedRows, _ order: PointOrder, _ parameters: HNSWParameters, _ team: ThreadTeam) {
    self.rows = rows
    self.order = order
    self.team = team
    links = LinkTable(order, m: parameters.m)
    width = max(parameters.searchWidth, parameters.m)
    let room = max(width, max(links.room.0, links.room.1) + Self.largestBatch) + 1
    members = (0..<team.count).map { _ in
      Member(walk: Walk(points: order.points.count, room: room), choice: Choice(room: room))
    }
    headMemory = LargeMemory(byteCount: 4 * order.points.count)
    heads = headMemory.numbers(UInt32.self)
    before = .allocate(capacity: Self.largestBatch * max(1, links.limit.0))
    lengths = .allocate(capacity: Self.largestBatch * max(1, links.limit.0))
  }

  deinit {
    for member in members { member.choice.deallocate() }
    before.deallocate()
    lengths.deallocate()
  }

  /// Takes up that the lists of the first places are there already.
  func resume(at inserted: Int) { self.inserted = inserted }

  /// Inserts the next batch.
  func insertBatch() {
    let size = max(1, min(inserted / Self.shareOfBatch, Self.largestBatch))
    let batch = inserted..<min(inserted + size, order.points.count)
    guard inserted > 0 else {
      inserted = batch.upperBound
      return
    }
    // Handing out a few points would take longer than they do.
    team.share(batch.count, by: batch.count < 8 ? 8 : max(1, min(16, batch.count / 32))) {
      member,
      range in
      for index in range {
        self.findLinks(of: UInt32(batch.lowerBound + index), self.members[member])
      }
    }
    for level in 0...order.level(at: batch.lowerBound) { linkBack(batch, level) }
    inserted = batch.upperBound
  }

  /// Cuts the lists that are over their limit, and sorts all by distance.
  func finish() {
    for (level, count) in order.counts.enumerated() {
      team.share(count, by: 256) { member, range in
        for place in range { self.cut(UInt32(place), level, self.members[member]) }
      }
    }
  }

  private func findLinks(of place: UInt32, _ member: Member) {
    let (walk, choice) = (member.walk, member.choice)
    let own = order.level(at: Int(place))
    let ranking = FromPlace(place: place, rows: rows)
    // The first place reaches the highest level.
    walk.begin(at: CollectionOfOne(0), ranking)
    for level in stride(from: order.top, through: 0, by: -1) {
      if level < order.top { walk.descend() }
      let table = links.level(level)
      guard level <= own else {
        walk.run(table, ranking, width: 1)
        continue
      }
      walk.run(table, ranking, width: width)
      let count = choice.choose(walk, walk.count, links.limit(on: level), rows)
      write(count, of: choice, table.list(place), table.ranks(place))
    }
  }

  /// Has the points that a batch links to on a level link back.
  private func linkBack(_ batch: Range<Int>, _ level: Int) {
    let reached = batch.lowerBound..<min(batch.upperBound, order.counts[level])
    guard !reached.isEmpty else { return }
    let first = batch.lowerBound
    if reached.count > 1 {
      chain(reached, level)
      team.share(reached.count, by: reached.count < 8 ? 8 : 16) { member, range in
        for index in range { self.meet(UInt32(first + index), first, level, self.members[member]) }
      }
      for target in touched { heads[Int(target)] = 0 }
    }
    chain(reached, level)
    let targets = touched
    team.share(targets.count, by: 64) { member, range in
      for index in range { self.takeUp(targets[index], first, level, self.members[member]) }
    }
  }

  /// Chains the links of new points by what they lead to.
  private func chain(_ reached: Range<Int>, _ level: Int) {
    let table = links.level(level)
    let limit = links.limit.0
    touched.removeAll(keepingCapacity: true)
    // Backwards, so that the chains run forwards.
    for place in stride(from: reached.upperBound - 1, through: reached.lowerBound, by: -1) {
      let (list, ranks) = (table.links(of: UInt32(place)), table.ranks(UInt32(place)))
      for index in stride(from: list.count - 1, through: 0, by: -1) {
        let target = list.start[index]
        let link = (place - reached.lowerBound) * limit + index
        if heads[Int(target)] == 0 { touched.append(target) }
        before[link] = heads[Int(target)]
        lengths[link] = ranks[index + 1]
        heads[Int(target)] = UInt32(link + 1)
      }
    }
  }

  /// Has a new point get to know others of its batch: those that chose a neighbour of its own.
  ///
  /// Two that lie close together have not seen each other. A neighbour that both chose would sooner or later drop one
  /// of them for the other, and then nothing would lead to it.
  private func meet(_ place: UInt32, _ first: Int, _ level: Int, _ member: Member) {
    let table = links.level(level)
    let (list, ranks) = (table.list(place), table.ranks(place))
    let walk = member.walk
    walk.begin()
    walk.see(place)
    var count = 0
    for index in 0..<Int(list[0]) {
      var link = heads[Int(list[index + 1])]
      while link > 0, count < Self.mostMet {
        let other = UInt32(first + Int(link - 1) / links.limit.0)
        if walk.see(other) {
          walk.picks[count] = other
          count += 1
        }
        link = before[Int(link - 1)]
      }
    }
    guard count > 0 else { return }
    rows.rank(place, walk.picks, count, walk.ranks, walk.spare)
    for index in 0..<count { walk.found[index] = Walk.entry(walk.ranks[index], walk.picks[index]) }
    for index in 0..<Int(list[0]) {
      walk.found[count] = Walk.entry(ranks[index + 1], list[index + 1])
      count += 1
    }
    sort(walk.found, count)
    let chosen = member.choice.choose(walk, count, links.limit(on: level), rows)
    write(chosen, of: member.choice, list, ranks)
  }

  private func write(
    _ count: Int,
    of choice: Choice,
    _ list: UnsafeMutablePointer<UInt32>,
    _ ranks: UnsafeMutablePointer<UInt32>
  ) {
    list[0] = UInt32(count)
    (list + 1).update(from: choice.points, count: count)
    (ranks + 1).update(from: choice.ranks, count: count)
  }

  /// Adds the new points that link to a place to its list.
  private func takeUp(_ target: UInt32, _ first: Int, _ level: Int, _ member: Member) {
    let table = links.level(level)
    let (list, ranks) = (table.list(target), table.ranks(target))
    let room = links.room(on: level)
    let own = Int(list[0])
    var count = own
    var link = heads[Int(target)]
    heads[Int(target)] = 0
    let found = member.walk.found
    var waiting = 0
    while link > 0 {
      let index = Int(link - 1)
      let source = UInt32(first + index / links.limit.0)
      let rank = lengths[index]
      // New points may have chosen each other.
      let isKnown = Int(target) >= first && (0..<own).contains { list[$0 + 1] == source }
      link = before[index]
      guard !isKnown else { continue }
      if count < room, waiting == 0 {
        count += 1
        list[count] = source
        ranks[count] = rank
      } else {
        found[waiting] = Walk.entry(rank, source)
        waiting += 1
      }
    }
    list[0] = UInt32(count)
    if waiting > 0 { choose(for: target, table, level, waiting, member) }
  }

  private func cut(_ place: UInt32, _ level: Int, _ member: Member) {
    choose(for: place, links.level(level), level, 0, member)
  }

  /// Chooses a list anew among what it has and what waits in front of the found.
  private func choose(
    for place: UInt32,
    _ table: LinkTable.Level,
    _ level: Int,
    _ waiting: Int,
    _ member: Member
  ) {
    let (list, ranks) = (table.list(place), table.ranks(place))
    let found = member.walk.found
    var total = waiting
    for index in 0..<Int(list[0]) {
      found[total] = Walk.entry(ranks[index + 1], list[index + 1])
      total += 1
    }
    sort(found, total)
    let limit = links.limit(on: level)
    guard total > limit else {
      for index in 0..<total {
        list[index + 1] = Walk.point(found[index])
        ranks[index + 1] = Walk.rank(found[index])
      }
      list[0] = UInt32(total)
      return
    }
    let count = member.choice.choose(member.walk, total, limit, rows)
    write(count, of: member.choice, list, ranks)
  }

  private func sort(_ found: UnsafeMutablePointer<UInt64>, _ total: Int) {
    guard total < 100 else {
      var all = UnsafeMutableBufferPointer(start: found, count: total)
      all.sort()
      return
    }
    // Most of a list is sorted already.
    for index in stride(from: 1, to: total, by: 1) {
      let entry = found[index]
      var place = index
      while place > 0, found[place &- 1] > entry {
        found[place] = found[place &- 1]
        place &-= 1
      }
      found[place] = entry
    }
  }
}
