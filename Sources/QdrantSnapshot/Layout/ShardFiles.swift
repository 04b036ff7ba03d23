/// The small files of a shard.
enum ShardFiles {
  /// An empty piece of the log whose name says that operations begin with number 1.
  ///
  /// Points carry the number 0: with a log that begins at 0 the server would take the first update of a point
  /// for one that it has done already. Without a log it would leave the shard out and say nothing.
  static let log: (name: String, bytes: [UInt8]) = (
    "wal/closed-1",
    Array("wal".utf8) + [0, 0x5A, 0x17, 0x3D, 0x9B] + [UInt8](repeating: 0, count: 24)
  )

  static let replicaState: (name: String, text: String) = (
    "replica_state.json", #"{"is_local":true,"this_peer_id":1,"peers":{"1":"Active"}}"#
  )

  static let configuration: (name: String, text: String) = (
    "shard_config.json", #"{"type":"ReplicaSet"}"#
  )
}
