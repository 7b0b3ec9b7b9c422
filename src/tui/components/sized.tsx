import { useLayoutEffect, type ReactNode } from "react";
import { useSize, type Size } from "../hooks/use-size.ts";

/** What is drawn knows the terminal's size, now and whenever it changes. */
export function Sized(props: {
  readonly stdout: NodeJS.WriteStream;
  /** Called when the screens are taken down, for whatever cause: a signal, too. */
  readonly onClosed: () => void;
  readonly children: (size: Size) => ReactNode;
}) {
  const { stdout, onClosed, children } = props;
  const size = useSize(stdout);
  useLayoutEffect(() => onClosed, [onClosed]);
  return children(size);
}
