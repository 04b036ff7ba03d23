import Glibc

/// Removes a folder and everything in it; links are removed, not followed.
///
/// It is no error when nothing is there.
package func removeTree(_ path: String) throws(SystemError) {
  var folders: [String] = []
  var files: [String] = []
  var problem: WalkProblem?
  do throws(SystemError) {
    try walkFolder(path) { event in
      switch event {
      case .entry(let entry) where entry.status.kind == .directory: folders.append(entry.path)
      case .entry(let entry): files.append(entry.path)
      case .problem(let found): problem = problem ?? found
      }
    }
  } catch {
    guard error.code == ENOENT else { throw error }
    return
  }
  if let problem {
    if case .unreadable(let error) = problem.reason { throw error }
    throw SystemError(operation: "remove", path: "\(path)/\(problem.path)", code: ENOTEMPTY)
  }
  for file in files { _ = try removeIfExists("\(path)/\(file)") }
  for folder in folders.reversed() { try removeEmptyFolder("\(path)/\(folder)") }
  try removeEmptyFolder(path)
}
