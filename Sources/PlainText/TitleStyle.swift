/// What made a line a title, which tells how it ranks among the others.
enum TitleStyle: Hashable {
  case underlined(UInt8, over: Bool)
  case capitals
  case numbered(levels: Int)
  case plain
}
