import { describe, expect, test } from "vitest";
import type { ProbeReport } from "../../src/probe/report.ts";
import { coplay, workplace } from "./coplay.ts";

const cwd = workplace();
const probe = (...words: readonly string[]) => coplay(["probe", ...words], { cwd });
const quick = ["--co-players", "20", "--repetitions", "2"];

describe("coplay probe", () => {
  test("prints who was met, what there was to gain, and how it went turn by turn", () => {
    const { status, stdout, stderr } = probe("tit-for-tat", ...quick);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("tit-for-tat at prisoners-dilemma(R=1, S=-1, T=2, P=0), 100 turns");
    expect(stdout).toContain("against 20 memory-one co-players, drawn uniformly");
    expect(stdout).toMatch(/^best response to each +\d\.\d{3} +exact/m);
    for (const turns of ["1–100", "2–6", "60–90", "96–100"]) expect(stdout).toContain(turns);
    expect(stdout).toMatch(/^cooperator +1\.000 +2\.000 .* █{25}$/m);
    expect(stdout).toMatch(/^defector +-0\.010 +0\.000 .* ▃▁{24}$/m);
    expect(stdout).toContain("in-context index 0.000");
    expect(stderr).toMatch(/^always defecting leaves 0\.\d{3} a turn to be gained/m);
  });

  test("prints the same for a seed, all curves as JSON", () => {
    const words = ["random", ...quick, "--json", "--seed", "7"];
    const { stdout } = probe(...words);
    expect(probe(...words).stdout).toBe(stdout);
    const report = JSON.parse(stdout) as ProbeReport;
    expect(report).toMatchObject({ player: "random", turns: 100, seed: 7, matches: { complete: 40 } });
    expect(report.named.every(({ byTurn }) => byTurn.cooperation.own.length === 100)).toBe(true);
    expect(report.drawn!.byTurn.share).toHaveLength(100);
    expect(report.drawn!.byTurn.best.payoff.own).toHaveLength(100);
  });

  test("probes at other games and with noise", () => {
    const words = ["tit-for-tat", ...quick, "--game", "stag-hunt", "--turns", "30", "--noise", "0.05"];
    const { status, stdout } = probe(...words);
    expect(status).toBe(0);
    expect(stdout).toContain("stag-hunt");
    expect(stdout).toContain("18–27");
  });

  test("takes fewer matches of a player that asks a model, needs no key for a scripted one, and says what was paid", () => {
    const { status, stdout, stderr } = probe("scripted/tit-for-tat", "--turns", "12", "--json");
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ matches: { planned: 30, complete: 30, aborted: 0 } });
    expect(stderr).toContain("paid $0.00");
  });
});

test("a player's name can be completed", () => {
  expect(coplay(["complete", "--", "probe", "tit-for-t"]).stdout).toMatch(/^tit-for-tat$/m);
});

describe("coplay probe refuses", () => {
  test.each([
    [["tit-for-tatt"], 'unknown player "tit-for-tatt"'],
    [["joss", "--game", "rock-paper-scissors"], "joss plays games of 2 actions"],
    [["random", "--game", "rock-paper-scissors"], "a probe needs a symmetric game of 2 actions"],
    [["tit-for-tat", "--game", "matching-pennies"], "matching-pennies has seats that differ"],
    [["tit-for-tat", "--noise", "0.6"], "noise must be in [0, 0.5], got 0.6"],
    [["tit-for-tat", "--co-players", "0"], "It must be an integer in [1, 10000]."],
    [["tit-for-tat", "--turns", "none"], "It must be an integer in [1, 1000]."],
    [["openai/gpt-5-mini"], "OPENAI_API_KEY"],
  ])("%j", (words, message) => {
    const { status, stdout, stderr } = coplay(["probe", ...words], { cwd, env: { OPENAI_API_KEY: "" } });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("fault of coplay");
  });
});
