import { useSyncExternalStore } from "react";

/** A terminal's size in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The terminal's size, now and whenever it changes. */
export function useSize(stdout: NodeJS.WriteStream): Size {
  const subscribe = (listener: () => void): (() => void) => {
    stdout.on("resize", listener);
    return () => stdout.off("resize", listener);
  };
  const columns = useSyncExternalStore(subscribe, () => stdout.columns);
  const rows = useSyncExternalStore(subscribe, () => stdout.rows);
  return { columns, rows };
}
