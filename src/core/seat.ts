/** Where a player sits in a match: the two seats of a game may face different payoffs. */
export type Seat = "row" | "column";

export const SEATS: readonly Seat[] = ["row", "column"];
