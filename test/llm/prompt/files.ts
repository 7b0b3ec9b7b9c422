export type Replacement = readonly [part: string, by: string];

/** A prompt file's text: a small prompt that is as it must be, with parts of it replaced. */
export function fileWith(...replacements: readonly Replacement[]): string {
  return replacements.reduce<string>((text, [part, by]) => {
    if (!text.includes(part)) throw new Error(`the file has no ${part}`);
    return text.replace(part, () => by);
  }, FILE);
}

const FILE = `---
id: small
language: en
title: A small prompt
elicitation: [line]
labels: { kind: arbitrary, words: [J, F] }
talk: false
source: null
variables: [turn, answer]
---

# user
Turn {{ turn }}.

# reask
{{ answer }}
`;
