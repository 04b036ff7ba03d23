import Drawing
import Pipeline
import Stages

/// Adds to the pages of a preview how they look.
struct PreviewPictures {
  let drawer: PageDrawer
  let content: FileContent

  /// More than a reader scrolls through, and about as much as a browser likes to open.
  static let mostPages = 40

  /// Draws the first pages, several at once; what cannot be drawn says why.
  func add(to pages: inout [DocumentPreview.Page]) async {
    let numbers = pages.compactMap(\.number).prefix(Self.mostPages)
    var drawn: [Int: Drawing] = [:]
    await withTaskGroup(of: Drawing.self) { group in
      for number in numbers { group.addTask { await drawing(of: number) } }
      for await drawing in group { drawn[drawing.page] = drawing }
    }
    for index in pages.indices {
      guard let number = pages[index].number else { continue }
      switch drawn[number]?.result {
      case .success(let picture):
        pages[index].picture = picture
        if pages[index].size == nil { pages[index].size = Self.size(ofPNG: picture) }
      case .failure(let failure): pages[index].pictureNote = "The document \(failure.detail)."
      case nil:
        pages[index].pictureNote = "Not drawn; --pages \(number) shows it."
      }
    }
  }

  private struct Drawing: Sendable {
    var page: Int
    var result: Result<[UInt8], StageFailure>
  }

  private func drawing(of page: Int) async -> Drawing {
    do throws(StageFailure) {
      return Drawing(page: page, result: .success(try await drawer.draw(page: page, of: content)))
    } catch {
      return Drawing(page: page, result: .failure(error))
    }
  }

  /// In pixels, which stand in for points where a page has no boxes.
  private static func size(ofPNG bytes: [UInt8]) -> (width: Float, height: Float)? {
    guard bytes.count >= 24 else { return nil }
    let numbers = [16, 20].map { start in
      bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    return (Float(numbers[0]), Float(numbers[1]))
  }
}
