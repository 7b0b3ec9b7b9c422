/** The smallest terminal that the screens fit in, in characters. */
export const SMALLEST = { columns: 40, rows: 10 } as const;
