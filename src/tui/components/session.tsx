import { useLayoutEffect, useSyncExternalStore } from "react";
import type { Follower } from "../follower.ts";
import type { AskStatus } from "../hooks/use-call-status.ts";
import type { FindMatch } from "../hooks/use-record.ts";
import { useSize } from "../hooks/use-size.ts";
import { App } from "./app.tsx";

/** The screens of a running process: what is drawn follows the tournament and the terminal. */
export function Session(props: {
  readonly follower: Follower;
  readonly stdout: NodeJS.WriteStream;
  readonly match: FindMatch;
  readonly calls?: AskStatus | undefined;
  readonly now: () => number;
  readonly isInteractive: boolean;
  readonly quit: () => void;
  /** Called when the screens are taken down, for whatever cause: a signal, too. */
  readonly onClosed: () => void;
}) {
  const { follower, stdout, onClosed, ...rest } = props;
  const snapshot = useSyncExternalStore(follower.subscribe, () => follower.snapshot);
  const size = useSize(stdout);
  useLayoutEffect(() => onClosed, [onClosed]);
  return <App snapshot={snapshot} size={size} {...rest} />;
}
