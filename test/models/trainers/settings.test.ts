import { describe, expect, test } from "vitest";
import { trainingSchema } from "../../../src/models/trainers/config.ts";
import { changedSetting, LENGTHS } from "../../../src/models/trainers/settings.ts";

const config = trainingSchema.parse({ algorithm: "ppi", name: "one" });

describe("two trainings", () => {
  test("are the same whatever they say they are for, and however their keys are ordered", () => {
    const turned = Object.fromEntries(Object.entries({ ...config, description: "Another." }).reverse());
    expect(changedSetting(config, turned)).toBeNull();
  });

  test("differ in what only one of them sets", () => {
    const { name: _, ...unnamed } = config;
    expect(changedSetting(config, unnamed)).toBe("name");
    expect(changedSetting(unnamed, config)).toBe("name");
  });

  test("differ in length, unless that is free", () => {
    const longer = { ...config, phases: config.phases + 1 };
    expect(changedSetting(config, longer)).toBe("phases");
    expect(changedSetting(config, longer, LENGTHS)).toBeNull();
  });
});
