import { adaptationFigures } from "./adaptation.ts";
import { characterFigures } from "./character.ts";
import { conductFigures, fallbackShare } from "./conduct.ts";
import { cooperationFigures } from "./cooperation.ts";
import { endGameFigures } from "./end-game.ts";
import type { Measured } from "./measured.ts";
import { memoryOneFigures, responseEntropy } from "./memory-one.ts";
import type { Family, ProfileFigure } from "./profile.ts";
import { quantalFigures } from "./quantal.ts";
import { roundVariance, sensitivityFigures } from "./sensitivity.ts";
import { strategyFigures } from "./strategies.ts";
import type { SumFigure } from "./sum-figure.ts";
import { zeroDeterminantFigures } from "./zero-determinant.ts";

/** All families of figures, in the order in which they are shown. */
export const FAMILIES: readonly Family[] = [
  "cooperation",
  "character",
  "end-game",
  "adaptation",
  "memory-one",
  "strategies",
  "zero-determinant",
  "sensitivity",
  "quantal",
  "conduct",
];

/** Figures that are functions of summed features. */
export const sumFigures: readonly SumFigure[] = [
  ...cooperationFigures,
  ...characterFigures,
  ...endGameFigures,
  ...adaptationFigures,
  ...memoryOneFigures,
  ...zeroDeterminantFigures,
  roundVariance,
  responseEntropy,
  fallbackShare,
];

/** Figures that are not. */
export const measuredFigures: readonly Measured[] = [strategyFigures, sensitivityFigures, quantalFigures];

/** Figures that players are compared in; all of them are functions of the headline features. */
const COMPARED: readonly string[] = [
  ...cooperationFigures.map(({ figure }) => figure.id),
  ...characterFigures.map(({ figure }) => figure.id),
  "end-game-told",
  "end-game-untold",
];

/** The figures of some families that players are compared in. */
export const comparedFigures = (families: readonly Family[]): SumFigure[] =>
  sumFigures.filter(({ figure }) => families.includes(figure.family) && COMPARED.includes(figure.id));

/** Every figure that a profile can have, family by family. */
export const profileFigures: readonly ProfileFigure[] = FAMILIES.flatMap((family) =>
  [
    ...sumFigures.map(({ figure }) => figure),
    ...measuredFigures.flatMap(({ figures }) => figures),
    ...conductFigures,
  ].filter((figure) => figure.family === family),
);
