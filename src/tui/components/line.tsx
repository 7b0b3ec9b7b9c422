import { Text } from "ink";
import type { Span } from "../spans.ts";

/** One line of styled pieces. It must fit its box: it is neither wrapped nor given more than one line. */
export function Line({ spans }: { readonly spans: readonly Span[] }) {
  const pieces = spans.filter(({ text }) => text !== "");
  if (pieces.length === 0) return <Text> </Text>;
  return (
    <Text wrap="truncate-end">
      {pieces.map(({ text, style }, i) => (
        <Text key={i} {...style}>
          {text}
        </Text>
      ))}
    </Text>
  );
}
