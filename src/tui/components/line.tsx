import { Text } from "ink";
import { merged, type Span } from "../spans.ts";

/** One line of styled pieces. It must fit its box: it is neither wrapped nor given more than one line. */
export function Line({ spans }: { readonly spans: readonly Span[] }) {
  const pieces = merged(spans);
  if (pieces.every(({ text }) => text === "")) return <Text> </Text>;
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
