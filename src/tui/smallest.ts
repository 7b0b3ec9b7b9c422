/** The smallest terminal that the screens fit in, in characters. */
export const SMALLEST = { columns: 40, rows: 10 } as const;
/** From these sizes on there are margins and empty lines. */
export const ROOMY = { columns: 60, rows: 20 } as const;
