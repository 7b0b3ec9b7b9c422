import { C, D, type Action } from "../core/action.ts";
import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { byMachine, machineMemory, parseMachine } from "./fsm.ts";

/** A published machine, its states numbered as its authors did; `transitions` as in the entry `fsm`. */
interface NamedMachine {
  readonly id: string;
  readonly title: string;
  readonly axelrodName: string;
  readonly rule: string;
  readonly transitions: string;
  readonly state: number;
  readonly first: Action;
  readonly source: ReferenceKey;
}

const named: readonly NamedMachine[] = [
  {
    id: "fortress-3",
    title: "Fortress 3",
    axelrodName: "Fortress3",
    rule: "Defects until the co-player has defected twice in a row, then cooperates until it defects again.",
    transitions: "/1D2D/1D3C/3C1D",
    state: 1,
    first: D,
    source: "Ashlock2006b",
  },
  {
    id: "fortress-4",
    title: "Fortress 4",
    axelrodName: "Fortress4",
    rule: "Defects until the co-player has defected three times in a row, then cooperates until it defects again.",
    transitions: "/1D2D/1D3D/1D4C/4C1D",
    state: 1,
    first: D,
    source: "Ashlock2006b",
  },
  {
    id: "predator",
    title: "Predator",
    axelrodName: "Predator",
    rule: "A machine of nine states from evolved populations.",
    transitions: "0D1D/2D3D/4C3D/5D4C/2C6D/7D3D/7C7D/8D7D/8D6D",
    state: 0,
    first: C,
    source: "Ashlock2006b",
  },
  {
    id: "pun1",
    title: "Pun1",
    axelrodName: "Pun1",
    rule: "Opens with D, then cooperates and copies the co-player in turn.",
    transitions: "/2C2C/1C1D",
    state: 1,
    first: D,
    source: "Ashlock2006",
  },
  {
    id: "raider",
    title: "Raider",
    axelrodName: "Raider",
    rule: "Defects, tries a C after some of the co-player's Ds, and plays tit for tat once such a C has met a D.",
    transitions: "2D2D/1C1D/0D3C/0D1C",
    state: 0,
    first: D,
    source: "Ashlock2014",
  },
  {
    id: "ripoff",
    title: "Ripoff",
    axelrodName: "Ripoff",
    rule: "Plays D and C in turn; once the co-player defects it cooperates and plays tit for tat from then on.",
    transitions: "/2C3C/1D3C/3C3D",
    state: 1,
    first: D,
    source: "Ashlock2008",
  },
  {
    id: "solution-b1",
    title: "Solution B1",
    axelrodName: "SolutionB1",
    rule: "Defects until the co-player's first C, once more after it, and then cooperates for ever.",
    transitions: "/2D1D/2C3C/3C3C",
    state: 1,
    first: D,
    source: "Ashlock2015",
  },
  {
    id: "solution-b5",
    title: "Solution B5",
    axelrodName: "SolutionB5",
    rule: "A machine of six states, found by search against many co-players at once.",
    transitions: "/2C6D/2C3D/6C1D/3C6D/5D4D/3C5D",
    state: 1,
    first: D,
    source: "Ashlock2015",
  },
  {
    id: "thumper",
    title: "Thumper",
    axelrodName: "Thumper",
    rule: "Cooperates, but answers a defection with two.",
    transitions: "/1C2D/1D1D",
    state: 1,
    first: C,
    source: "Ashlock2008",
  },
  {
    id: "tf1",
    title: "TF1",
    axelrodName: "TF1",
    rule: "A machine of 16 states, trained to take over populations (Moran process).",
    transitions: "7C1C/11D11D/8D8C/3C12D/6C3C/11C8D/13D14C/4D2D/14D8D/0C10D/8C15C/6D5D/6D9D/9D8D/8D13D/4C5C",
    state: 0,
    first: C,
    source: "AxelrodLibrary",
  },
  {
    id: "tf2",
    title: "TF2",
    axelrodName: "TF2",
    rule: "A machine of 14 states, trained to take over populations (Moran process).",
    transitions: "13D12D/3D4D/14D9D/0C1D/1D2D///12D2D/7D9D/8D0D/2C15C/7D13D/3C8D/7C10D/10D7D/15C11D",
    state: 0,
    first: C,
    source: "AxelrodLibrary",
  },
  {
    id: "tf3",
    title: "TF3",
    axelrodName: "TF3",
    rule: "A machine of eight states, trained to take over populations (Moran process).",
    transitions: "0C3C/5D0C/3C2D/4D6D/3C1D/6C3D/6D6D/7D5C",
    state: 0,
    first: C,
    source: "AxelrodLibrary",
  },
  {
    id: "usually-cooperates",
    title: "Usually cooperates",
    axelrodName: "UsuallyCooperates",
    rule: "Cooperates, but defects when the co-player's D is followed by C.",
    transitions: "/1C2C/1D1C",
    state: 1,
    first: C,
    source: "Ashlock2009",
  },
  {
    id: "usually-defects",
    title: "Usually defects",
    axelrodName: "UsuallyDefects",
    rule: "Defects, but cooperates when the co-player's C is followed by D.",
    transitions: "/2D1D/1D1C",
    state: 1,
    first: D,
    source: "Ashlock2009",
  },
  {
    id: "evolved-fsm-4",
    title: "Evolved FSM 4",
    axelrodName: "EvolvedFSM4",
    rule: "A machine of four states, bred by an evolutionary search.",
    transitions: "0C2D/3D0C/2D1C/3D1D",
    state: 0,
    first: C,
    source: "Harper2017",
  },
  {
    id: "evolved-fsm-6",
    title: "Evolved FSM 6",
    axelrodName: "EvolvedFSM6",
    rule: "A machine of six states, bred by an evolutionary search.",
    transitions: "//2D7D/6D4C/4C6D/2D7D/3C5D/2C3D",
    state: 4,
    first: C,
    source: "AxelrodLibrary",
  },
  {
    id: "evolved-fsm-16",
    title: "Evolved FSM 16",
    axelrodName: "EvolvedFSM16",
    rule: "A machine of 16 states, bred by an evolutionary search.",
    transitions: "0C12D/3D6C/2D14D/3D3D//12D10D/5C12D/3D1C/5C5C//11D8C/15D5D/8C11D/13D7D/13D13D/15D2C",
    state: 0,
    first: C,
    source: "Harper2017",
  },
  {
    id: "evolved-fsm-16-noise-05",
    title: "Evolved FSM 16, noise 5 %",
    axelrodName: "EvolvedFSM16Noise05",
    rule: "A machine of 16 states, bred by an evolutionary search under 5 % noise.",
    transitions: "8C3D/13C15D/12C3D/10C3D/5D4D/4D10D/8C6D//2C4D//4D1D/14D13C/13C2C/13C6C/3D13D/5D11C",
    state: 0,
    first: C,
    source: "Harper2017",
  },
];

/**
 * The finite-state machines with names of their own. Their memory is worked out from their tables; the Axelrod library
 * calls that of evolved-fsm-6 unbounded.
 */
export const namedMachines: readonly StrategyEntry[] = named.map(
  ({ transitions, state, first, ...entry }) => {
    const machine = parseMachine(transitions)!;
    return strategy({
      ...entry,
      memory: machineMemory(machine, state, first),
      stochastic: false,
      begin: () => byMachine(machine, state, first),
    });
  },
);
