import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coplay, workplace } from "./coplay.ts";

const folder = workplace();

interface Shown {
  readonly player: string;
  readonly coPlayer: string;
  readonly seat: string;
  readonly turn: number;
  readonly standsIn: readonly string[];
  readonly requests: readonly {
    readonly purpose: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly body: { readonly messages?: unknown; readonly model?: string };
  }[];
}

function tournament(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const file = tournament(
  "two.yaml",
  `game: prisoners-dilemma
players: [scripted/grudger, "scripted/tit-for-tat(language=fr)", alternator]
turns: 6
repetitions: 4
`,
);

const shown = (...words: readonly string[]): Shown => {
  const { stdout, stderr, status } = coplay(["prompt", ...words, "--json"], { cwd: folder });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as Shown;
};

const textOf = ({ requests }: Shown): string =>
  requests.flatMap(({ messages }) => messages.map(({ content }) => content)).join("\n");

describe("coplay prompt", () => {
  test("prints what the first LLM player would be sent in its first turn, and asks nobody", () => {
    const { stdout, stderr, status } = coplay(["prompt", file], { cwd: folder });
    expect([status, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^two: scripted\/grudger \((row|column)\) against /);
    expect(lines[1]).toBe("repetition 1, turn 1 of 6");
    expect(lines.indexOf("user")).toBeGreaterThan(lines.indexOf("system"));
    expect(lines).toContain("This is round 1.");
  });

  test("prints the same messages with --json, in the body as the provider would be sent it", () => {
    const { requests, seat, player } = shown(file);
    expect([player, requests.length, requests[0]!.purpose]).toEqual(["scripted/grudger", 1, "act"]);
    expect(["row", "column"]).toContain(seat);
    const { stdout } = coplay(["prompt", file], { cwd: folder });
    for (const { content } of requests[0]!.messages) expect(stdout).toContain(content);
    expect(requests[0]!.body).toMatchObject({ model: "grudger", messages: requests[0]!.messages });
  });

  test("plays the turns before with the co-player itself where it is a strategy, and says who stands in", () => {
    const at5 = shown(file, "--turn", "5", "--co-player", "alternator");
    expect(at5.standsIn).toEqual(["scripted/grudger"]);
    // Tit for tat against the alternator, which begins with C: CC, CD, DC, CD from the model's seat.
    const points = [...textOf(at5).matchAll(/points for you (\d), points for the other (\d)\.$/gm)].slice(-4);
    expect(points.map(([, own, other]) => `${own!}${other!}`)).toEqual(["33", "05", "50", "05"]);
    const { stdout } = coplay(["prompt", file, "--turn", "5", "--co-player", "alternator"], { cwd: folder });
    expect(stdout).toContain("in the turns before, tit-for-tat plays for scripted/grudger");
  });

  test("stands in for a co-player that would have to be asked as well", () => {
    const { standsIn, coPlayer } = shown(file, "--turn", "2", "--co-player", "scripted/tit");
    expect(coPlayer).toBe("scripted/tit-for-tat(language=fr)");
    expect(standsIn).toEqual(["scripted/grudger", coPlayer]);
  });

  test("shows another player's prompt by how its id begins", () => {
    expect(textOf(shown(file, "--player", "scripted/tit"))).toMatch(/Vous et un autre participant/);
  });

  test("four repetitions show four labellings", () => {
    const labellings = [1, 2, 3, 4].map((n) => textOf(shown(file, "--repetition", String(n))));
    expect(new Set(labellings).size).toBe(4);
  });

  test("shows the requests for messages before that for the move", () => {
    const talking = tournament(
      "talking.yaml",
      `game: prisoners-dilemma
players: [scripted/grudger, alternator]
turns: 6
talk: { messages: 2, max-length: 40, line: "Good day." }
`,
    );
    const { requests } = shown(talking);
    expect(requests.map(({ purpose }) => purpose)).toEqual(["say", "say", "act"]);
    const heard = requests.map(({ messages }) => messages.at(-1)!.content.split('"Good day."').length - 1);
    expect(heard).toEqual([0, 2, 4]);
    const { stdout } = coplay(["prompt", talking], { cwd: folder });
    expect(stdout).toContain('"Good day." stands for what both say');
  });

  test("shows a cell of a grid", () => {
    const grid = tournament(
      "grid.yaml",
      `game: prisoners-dilemma
players: [scripted/grudger, alternator]
turns: 6
grid: { agents.language: [en, fr] }
`,
    );
    expect(textOf(shown(grid, "--cell", "1"))).toMatch(/You and one other participant/);
    expect(textOf(shown(grid, "--cell", "2"))).toMatch(/Vous et un autre participant/);
  });

  const classics = tournament("classics.yaml", "game: chicken\nplayers: [alternator, random]\nturns: 3\n");
  test.each([
    [[classics], "no player of the tournament asks a model"],
    [[file, "--turn", "7"], "there is no turn 7 in the match"],
    [[file, "--repetition", "5"], "there is no repetition 5"],
    [[file, "--cell", "2"], "there is no cell 2"],
    [[file, "--player", "scripted/"], "may be several players"],
    [[file, "--player", "alternator"], '"alternator" is none of them'],
    [[file, "--turn", "0"], "It must be an integer in [1, "],
    [["nowhere.yaml"], "there is no such file"],
  ])("%j is answered with what is wrong", (words, message) => {
    const { stdout, stderr, status } = coplay(["prompt", ...words], { cwd: folder });
    expect(stderr).toContain(message);
    expect([stdout, status]).toEqual(["", 1]);
  });
});
