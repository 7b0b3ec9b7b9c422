import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tournamentJsonSchema } from "../../src/tournament/schema.ts";

test("the published JSON Schema is the one that files are checked by (npm run schema renews it)", () => {
  const file = new URL("../../tournaments/tournament.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(tournamentJsonSchema())));
});
