import { useSyncExternalStore, type ReactNode } from "react";

/** Whoever keeps a snapshot of something that goes on. */
interface Follower<Snapshot> {
  readonly snapshot: Snapshot;
  /** Calls `listener` whenever the snapshot has changed; returns what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** What is drawn follows something that goes on. */
export function Followed<Snapshot>(props: {
  readonly follower: Follower<Snapshot>;
  readonly children: (snapshot: Snapshot) => ReactNode;
}) {
  const { follower, children } = props;
  return children(useSyncExternalStore(follower.subscribe, () => follower.snapshot));
}
