import { C } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";
import { byMachine, machineMemory, parseMachine } from "./fsm.ts";

/** States 0 to 6 play the opening, 7 cooperates until it sees a D, 8 to 10 play what follows one. */
const machine = parseMachine("1C1C/2C2C/3C3C/4C4C/5D5D/6C6C/7C7C/7C8D/9D9D/10C10C/7C7C")!;

/**
 * John William Colbert's entry (K51R) in Axelrod's second tournament, placed 18th. The Axelrod library states a memory of 4,
 * which leaves out the opening.
 */
export const secondColbert = strategy({
  id: "second-colbert",
  title: "Colbert (second tournament)",
  rule: "Plays CCCCCDCC; then answers C with C, and D with D, D, C, C whatever happens meanwhile.",
  axelrodName: "SecondByColbert",
  memory: machineMemory(machine, 0, C),
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => byMachine(machine, 0, C),
});
