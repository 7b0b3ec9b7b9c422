/** What is wrong with a reply that cannot be read; a prompt has words for each, in its language, to ask again. */
export const replyFaults = [
  /** Nothing was said. */
  "empty",
  /** The last line is no label. */
  "no-label",
  /** More than one label was given. */
  "both-labels",
  /** JSON was asked for, and there is none. */
  "not-json",
  /** There is JSON, without a label where one was asked for. */
  "wrong-schema",
  /** The tool was not called, nor an answer given otherwise. */
  "no-tool-call",
  /** The percentages are not one number for each label that sum to 100. */
  "bad-percentages",
] as const;

export type ReplyFault = (typeof replyFaults)[number];
