import type { StrategyEntry } from "../core/strategy.ts";
import { adaptive } from "./adaptive.ts";
import { adaptivePavlov2006, adaptivePavlov2011 } from "./adaptive-pavlov.ts";
import { adaptiveTitForTat } from "./adaptive-tit-for-tat.ts";
import { adaptors } from "./adaptor.ts";
import { anonymous } from "./anonymous.ts";
import { antiCycler } from "./anti-cycler.ts";
import { appeaser } from "./appeaser.ts";
import { averageCopier, niceAverageCopier } from "./average-copier.ts";
import { backStabber, doubleCrosser } from "./back-stabber.ts";
import { bestResponder, fictitiousPlay, regretMatching } from "./best-reply.ts";
import { bully, negation } from "./bully.ts";
import { bushMosteller } from "./bush-mosteller.ts";
import { calculator } from "./calculator.ts";
import { capri } from "./capri.ts";
import { cooperator, defector } from "./constant.ts";
import { contriteTitForTat } from "./contrite.ts";
import { cycleHunter, eventualCycleHunter } from "./cycle-hunters.ts";
import { alternator, cycler, namedCyclers } from "./cycler.ts";
import { davis } from "./davis.ts";
import { doubler } from "./doubler.ts";
import { downing } from "./downing.ts";
import { feld } from "./feld.ts";
import { foolMeOnce, forgetfulFoolMeOnce } from "./fool-me-once.ts";
import { forgetfulGrudgers } from "./forgetful-grudger.ts";
import { forgiver, forgivingTitForTat } from "./forgiver.ts";
import { fsm } from "./fsm.ts";
import { generousTitForTat, softJoss } from "./generous.ts";
import { graaskamp } from "./graaskamp.ts";
import { gradual, gradualKiller, originalGradual } from "./gradual.ts";
import { grofman } from "./grofman.ts";
import { grudger, grudgerAlternator, namedGrudgers } from "./grudger.ts";
import { grumpy } from "./grumpy.ts";
import { evolvedHiddenMarkov } from "./hidden-markov.ts";
import { alternatorHunter, constantHunters, randomHunter } from "./hunters.ts";
import { inverse } from "./inverse.ts";
import { joss } from "./joss.ts";
import { alexei, eugineNier, michaelos } from "./lesswrong.ts";
import { levelPunisher, trickyLevelPunisher } from "./level-punisher.ts";
import { lookup } from "./lookup.ts";
import { namedMachines } from "./machines.ts";
import { goByMajority, hardGoByMajority, namedMajorities } from "./majority.ts";
import { mathConstantHunter } from "./math-constant-hunter.ts";
import { mem2 } from "./mem2.ts";
import { memoryDecay } from "./memory-decay.ts";
import { memoryOne, namedMemoryOnes, reactive } from "./memory-one.ts";
import { namedTits, nTitsForMTats } from "./n-tits-for-m-tats.ts";
import { burnBothEnds, naiveProber, remorsefulProber } from "./naive-prober.ts";
import { namedNetworks } from "./neural.ts";
import { nydegger } from "./nydegger.ts";
import { omegaTitForTat } from "./omega.ts";
import { nPavlov, stochasticWinStayLoseShift, winShiftLoseStay, winStayLoseShift } from "./pavlov.ts";
import { prober4 } from "./prober-4.ts";
import { collectiveStrategy, detective, handshake, namedProbers } from "./probers.ts";
import { qLearners } from "./q-learners.ts";
import { random } from "./random.ts";
import { dynamicTwoTitsForTat, randomTitForTat } from "./random-tit-for-tat.ts";
import { ratioKeepers } from "./ratio-keepers.ts";
import { doubleResurrection, resurrection } from "./resurrection.ts";
import { retaliators } from "./retaliate.ts";
import { secondAppold } from "./second-appold.ts";
import { secondBlack } from "./second-black.ts";
import { secondBorufsen } from "./second-borufsen.ts";
import { secondCave } from "./second-cave.ts";
import { secondChampion } from "./second-champion.ts";
import { secondColbert } from "./second-colbert.ts";
import { secondDowning } from "./second-downing.ts";
import { secondEatherley } from "./second-eatherley.ts";
import { secondGetzler } from "./second-getzler.ts";
import { secondGladstein, secondTester } from "./second-gladstein.ts";
import { secondGraaskampKatzen } from "./second-graaskamp-katzen.ts";
import { secondGrofman } from "./second-grofman.ts";
import { secondHarrington } from "./second-harrington.ts";
import { secondKluepfel } from "./second-kluepfel.ts";
import { secondLeyvraz } from "./second-leyvraz.ts";
import { secondMikkelson } from "./second-mikkelson.ts";
import { secondRichardHufford } from "./second-richard-hufford.ts";
import { secondRowsam } from "./second-rowsam.ts";
import { secondTidemanChieruzzi } from "./second-tideman-chieruzzi.ts";
import { secondTranquilizer } from "./second-tranquilizer.ts";
import { secondWeiner } from "./second-weiner.ts";
import { secondWhite } from "./second-white.ts";
import { secondWilliamAdams } from "./second-william-adams.ts";
import { secondYamachi } from "./second-yamachi.ts";
import { selfSteem } from "./self-steem.ts";
import { sequence } from "./sequence.ts";
import { shortMem } from "./short-mem.ts";
import { shubik } from "./shubik.ts";
import { generalSoftGrudger, softGrudger } from "./soft-grudger.ts";
import { slowTitForTwoTats2, sneakyTitForTat, spitefulTitForTat } from "./spiteful-tit-for-tat.ts";
import { stalker } from "./stalker.ts";
import { steinRapoport } from "./stein-rapoport.ts";
import { namedTables } from "./tables.ts";
import { thueMorse, thueMorseInverse } from "./thue-morse.ts";
import { tidemanChieruzzi } from "./tideman-chieruzzi.ts";
import { antiTitForTat, suspiciousTitForTat, titForTat, titForTwoTats } from "./tit-for-tat.ts";
import { trickyCooperator, trickyDefector } from "./tricky.ts";
import { tullock } from "./tullock.ts";
import { veryBad } from "./very-bad.ts";
import {
  betterAndBetter,
  knowledgeableWorseAndWorse,
  worseAndWorse,
  worseAndWorse2,
  worseAndWorse3,
} from "./worse-and-worse.ts";
import {
  equaliser,
  namedZeroDeterminants,
  zdExtort,
  zdGenerous,
  zeroDeterminant,
} from "./zero-determinant.ts";

/** Every strategy that coplay knows, in the order in which lists show them. */
export const strategies: readonly StrategyEntry[] = [
  cooperator,
  defector,
  cycler,
  alternator,
  ...namedCyclers,
  antiCycler,
  thueMorse,
  thueMorseInverse,
  sequence,
  titForTat,
  suspiciousTitForTat,
  antiTitForTat,
  titForTwoTats,
  nTitsForMTats,
  ...namedTits,
  contriteTitForTat,
  forgiver,
  forgivingTitForTat,
  bully,
  negation,
  naiveProber,
  remorsefulProber,
  burnBothEnds,
  randomTitForTat,
  dynamicTwoTitsForTat,
  omegaTitForTat,
  adaptiveTitForTat,
  spitefulTitForTat,
  sneakyTitForTat,
  slowTitForTwoTats2,
  alexei,
  eugineNier,
  michaelos,
  averageCopier,
  niceAverageCopier,
  grudger,
  ...namedGrudgers,
  grudgerAlternator,
  softGrudger,
  generalSoftGrudger,
  ...forgetfulGrudgers,
  levelPunisher,
  trickyLevelPunisher,
  foolMeOnce,
  forgetfulFoolMeOnce,
  grumpy,
  goByMajority,
  hardGoByMajority,
  ...namedMajorities,
  gradual,
  originalGradual,
  gradualKiller,
  adaptive,
  ...adaptors,
  adaptivePavlov2006,
  adaptivePavlov2011,
  ...retaliators,
  doubler,
  resurrection,
  doubleResurrection,
  shortMem,
  selfSteem,
  veryBad,
  inverse,
  calculator,
  betterAndBetter,
  worseAndWorse,
  worseAndWorse2,
  worseAndWorse3,
  knowledgeableWorseAndWorse,
  capri,
  bushMosteller,
  tidemanChieruzzi,
  nydegger,
  grofman,
  shubik,
  steinRapoport,
  davis,
  graaskamp,
  downing,
  feld,
  joss,
  tullock,
  anonymous,
  random,
  ...namedProbers,
  prober4,
  detective,
  handshake,
  collectiveStrategy,
  appeaser,
  trickyCooperator,
  trickyDefector,
  backStabber,
  doubleCrosser,
  stalker,
  ...constantHunters,
  alternatorHunter,
  cycleHunter,
  eventualCycleHunter,
  randomHunter,
  mathConstantHunter,
  memoryOne,
  reactive,
  ...namedMemoryOnes,
  winStayLoseShift,
  winShiftLoseStay,
  stochasticWinStayLoseShift,
  nPavlov,
  generousTitForTat,
  softJoss,
  zeroDeterminant,
  zdExtort,
  zdGenerous,
  equaliser,
  ...namedZeroDeterminants,
  fsm,
  ...namedMachines,
  secondChampion,
  secondBorufsen,
  secondCave,
  secondWilliamAdams,
  secondGraaskampKatzen,
  secondWeiner,
  secondHarrington,
  secondTidemanChieruzzi,
  secondKluepfel,
  secondGetzler,
  secondLeyvraz,
  secondWhite,
  secondEatherley,
  secondBlack,
  secondRichardHufford,
  secondYamachi,
  secondColbert,
  secondMikkelson,
  secondRowsam,
  secondAppold,
  secondTranquilizer,
  secondGrofman,
  secondDowning,
  secondGladstein,
  secondTester,
  ...qLearners,
  memoryDecay,
  lookup,
  ...namedTables,
  mem2,
  evolvedHiddenMarkov,
  ...namedNetworks,
  ...ratioKeepers,
  bestResponder,
  fictitiousPlay,
  regretMatching,
];
