/* Long because it is a list: one entry a source, in alphabetical order of the keys. */

/** A published source: who, when, what, where. */
export interface Reference {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly venue: string;
}

const cite = (authors: string, year: number, title: string, venue: string): Reference => ({
  authors,
  year,
  title,
  venue,
});

/** Every source that a strategy, game or metric names; an unknown key does not compile. */
const references = {
  Adami2013: cite(
    "Adami, C. & Hintze, A.",
    2013,
    "Evolutionary instability of zero-determinant strategies demonstrates that winning is not everything",
    "Nature Communications 4:2193",
  ),
  Akata2025: cite(
    "Akata, E. et al.",
    2025,
    "Playing repeated games with large language models",
    "Nature Human Behaviour 9; arXiv:2305.16867",
  ),
  Akin2015: cite(
    "Akin, E.",
    2015,
    "What you gotta know to play good in the iterated prisoner's dilemma",
    "Games 6(3):175–190",
  ),
  Andre2013: cite(
    "Andre, L. C. et al.",
    2013,
    "Iterated prisoner's dilemma: an extended analysis",
    "BRICS-CCI & CBIC, submission 202",
  ),
  Ashlock2006: cite(
    "Ashlock, D., Kim, E. Y. & Leahy, N.",
    2006,
    "Understanding representational sensitivity in the iterated prisoner's dilemma with fingerprints",
    "IEEE Trans. SMC C 36(4)",
  ),
  Ashlock2006b: cite(
    "Ashlock, W. & Ashlock, D.",
    2006,
    "Changes in prisoner's dilemma strategies over evolutionary time with different population sizes",
    "IEEE CEC 2006",
  ),
  Ashlock2008: cite(
    "Ashlock, D. & Kim, E. Y.",
    2008,
    "Fingerprinting: visualization and automatic analysis of prisoner's dilemma strategies",
    "IEEE Trans. Evolutionary Computation 12(5):647–659",
  ),
  Ashlock2009: cite(
    "Ashlock, D., Kim, E. Y. & Ashlock, W.",
    2009,
    "Fingerprint analysis of the noisy prisoner's dilemma using a finite-state representation",
    "IEEE Trans. CI and AI in Games 1(2):154–167",
  ),
  Ashlock2014: cite(
    "Ashlock, W., Tsang, J. & Ashlock, D.",
    2014,
    "The evolution of exploitation",
    "IEEE FOCI 2014",
  ),
  Ashlock2015: cite(
    "Ashlock, D., Brown, J. A. & Hingston, P.",
    2015,
    "Multiple opponent optimization of prisoner's dilemma playing agents",
    "IEEE Trans. CI and AI in Games",
  ),
  Au2006: cite(
    "Au, T.-C. & Nau, D. S.",
    2006,
    "Accident or intention: that is the question (in the noisy iterated prisoner's dilemma)",
    "AAMAS 2006, 561–568",
  ),
  Axelrod1980: cite(
    "Axelrod, R.",
    1980,
    "Effective choice in the prisoner's dilemma",
    "Journal of Conflict Resolution 24(1):3–25",
  ),
  Axelrod1980b: cite(
    "Axelrod, R.",
    1980,
    "More effective choice in the prisoner's dilemma",
    "Journal of Conflict Resolution 24(3):379–403",
  ),
  Axelrod1984: cite("Axelrod, R.", 1984, "The evolution of cooperation", "Basic Books"),
  AxelrodLibrary: cite(
    "Knight, V. et al.",
    2016,
    "An open framework for the reproducible study of the iterated prisoner's dilemma",
    "Journal of Open Research Software 4:e35",
  ),
  Balduzzi2018: cite("Balduzzi, D. et al.", 2018, "Re-evaluating evaluation", "NeurIPS 31; arXiv:1806.02643"),
  Banks1990: cite(
    "Banks, J. S. & Sundaram, R. K.",
    1990,
    "Repeated games, finite automata, and complexity",
    "Games and Economic Behavior 2(2):97–117",
  ),
  Basu1994: cite(
    "Basu, K.",
    1994,
    "The traveler's dilemma: paradoxes of rationality in game theory",
    "American Economic Review 84(2):391–395",
  ),
  Beaufils1997: cite(
    "Beaufils, B., Delahaye, J.-P. & Mathieu, P.",
    1997,
    "Our meeting with gradual: a good strategy for the iterated prisoner's dilemma",
    "Artificial Life V, 202–209",
  ),
  Bendor1993: cite(
    "Bendor, J.",
    1993,
    "Uncertainty and the evolution of cooperation",
    "Journal of Conflict Resolution 37(4):709–734",
  ),
  Berg2015: cite(
    "van den Berg, P. & Weissing, F. J.",
    2015,
    "The importance of mechanisms for the evolution of cooperation",
    "Proceedings of the Royal Society B 282",
  ),
  Boerlijst1997: cite(
    "Boerlijst, M. C., Nowak, M. A. & Sigmund, K.",
    1997,
    "Equal pay for all prisoners",
    "American Mathematical Monthly 104(4):303–305",
  ),
  Boyd1989: cite(
    "Boyd, R.",
    1989,
    "Mistakes allow evolutionary stability in the repeated prisoner's dilemma game",
    "Journal of Theoretical Biology 136(1):47–56",
  ),
  Bradley1952: cite(
    "Bradley, R. A. & Terry, M. E.",
    1952,
    "Rank analysis of incomplete block designs: I. The method of paired comparisons",
    "Biometrika 39(3/4):324–345",
  ),
  Brown1951: cite(
    "Brown, G. W.",
    1951,
    "Iterative solution of games by fictitious play",
    "Activity Analysis of Production and Allocation, 374–376",
  ),
  Buscemi2025: cite(
    "Buscemi, A. et al.",
    2025,
    "FAIRGAME: a framework for AI agents bias recognition using game theory",
    "arXiv:2504.14325",
  ),
  Chan2022: cite(
    "Chan, S. C. Y. et al.",
    2022,
    "Data distributional properties drive emergent in-context learning in transformers",
    "NeurIPS 35; arXiv:2205.05055",
  ),
  Cournot1838: cite(
    "Cournot, A. A.",
    1838,
    "Recherches sur les principes mathématiques de la théorie des richesses",
    "Hachette",
  ),
  Cristal2018: cite(
    "CRISTAL lab, SMAC team, Lille University",
    2018,
    "IPD: the iterated prisoner's dilemma",
    "software, github.com/cristal-smac/ipd",
  ),
  DalBo2011: cite(
    "Dal Bó, P. & Fréchette, G. R.",
    2011,
    "The evolution of cooperation in infinitely repeated games: experimental evidence",
    "American Economic Review 101(1):411–429",
  ),
  Downing1975: cite(
    "Downing, L. L.",
    1975,
    "The prisoner's dilemma game as a problem-solving phenomenon: an outcome maximization interpretation",
    "Simulation & Games 6(4):366–391",
  ),
  Eckhart2015: cite("Arnold, E.", 2015, "CoopSim v0.9.9 beta 6", "software, github.com/jecki/CoopSim"),
  Efron1993: cite(
    "Efron, B. & Tibshirani, R. J.",
    1993,
    "An introduction to the bootstrap",
    "Chapman & Hall",
  ),
  Fontana2025: cite(
    "Fontana, N., Pierri, F. & Aiello, L. M.",
    2025,
    "Nicer than humans: how do large language models behave in the prisoner's dilemma?",
    "ICWSM 2025; arXiv:2406.13605",
  ),
  Frean1994: cite(
    "Frean, M. R.",
    1994,
    "The prisoner's dilemma without synchrony",
    "Proceedings of the Royal Society B 257:75–79",
  ),
  Fudenberg2012: cite(
    "Fudenberg, D., Rand, D. G. & Dreber, A.",
    2012,
    "Slow to anger and fast to forgive: cooperation in an uncertain world",
    "American Economic Review 102(2):720–749",
  ),
  Gaudesi2016: cite(
    "Gaudesi, M. et al.",
    2016,
    "Exploiting evolutionary modeling to prevail in iterated prisoner's dilemma tournaments",
    "IEEE Trans. CI and AI in Games 8(3):288–300",
  ),
  Grassmann1985: cite(
    "Grassmann, W. K., Taksar, M. I. & Heyman, D. P.",
    1985,
    "Regenerative analysis and steady state distributions for Markov chains",
    "Operations Research 33(5):1107–1116",
  ),
  Harper2017: cite(
    "Harper, M. et al.",
    2017,
    "Reinforcement learning produces dominant strategies for the iterated prisoner's dilemma",
    "PLoS ONE 12(12):e0188046",
  ),
  Hart2000: cite(
    "Hart, S. & Mas-Colell, A.",
    2000,
    "A simple adaptive procedure leading to correlated equilibrium",
    "Econometrica 68(5):1127–1150",
  ),
  Hauert2002: cite(
    "Hauert, C. & Stenull, O.",
    2002,
    "Simple adaptive strategy wins the prisoner's dilemma",
    "Journal of Theoretical Biology 218(3):261–272",
  ),
  Hilbe2013: cite(
    "Hilbe, C., Nowak, M. A. & Traulsen, A.",
    2013,
    "Adaptive dynamics of extortion and compliance",
    "PLoS ONE 8(11):e77886",
  ),
  Hilbe2017: cite(
    "Hilbe, C., Martinez-Vaquero, L. A., Chatterjee, K. & Nowak, M. A.",
    2017,
    "Memory-n strategies of direct reciprocity",
    "PNAS 114(18):4715–4720",
  ),
  Hunter2004: cite(
    "Hunter, D. R.",
    2004,
    "MM algorithms for generalized Bradley–Terry models",
    "Annals of Statistics 32(1):384–406",
  ),
  Holm1979: cite(
    "Holm, S.",
    1979,
    "A simple sequentially rejective multiple test procedure",
    "Scandinavian Journal of Statistics 6(2):65–70",
  ),
  Izquierdo2008: cite(
    "Izquierdo, L. R. & Izquierdo, S. S.",
    2008,
    "Dynamics of the Bush-Mosteller learning algorithm in 2x2 games",
    "Reinforcement Learning: Theory and Applications, InTech",
  ),
  Jia2025: cite(
    "Jia, J. et al.",
    2025,
    "LLM strategic reasoning: agentic study through behavioral game theory",
    "NeurIPS 2025; arXiv:2502.20432",
  ),
  Kingma2015: cite(
    "Kingma, D. P. & Ba, J.",
    2015,
    "Adam: a method for stochastic optimization",
    "ICLR 2015; arXiv:1412.6980",
  ),
  Knight2024: cite(
    "Knight, V. A. et al.",
    2024,
    "Recognising and evaluating the effectiveness of extortion in the iterated prisoner's dilemma",
    "PLoS ONE 19(7):e0304641",
  ),
  Kraines1989: cite(
    "Kraines, D. & Kraines, V.",
    1989,
    "Pavlov and the prisoner's dilemma",
    "Theory and Decision 26(1):47–79",
  ),
  Krapohl2020: cite(
    "Krapohl, S., Ocelík, V. & Walentek, D. M.",
    2020,
    "The instability of globalization: applying evolutionary game theory to global trade cooperation",
    "Public Choice 188:31–51",
  ),
  Kuhn2017: cite(
    "Kuhn, S.",
    2017,
    "Prisoner's dilemma",
    "The Stanford Encyclopedia of Philosophy (Spring 2017)",
  ),
  LessWrong2011: cite(
    "LessWrong",
    2011,
    "Prisoner's dilemma tournament results: zoo of strategies",
    "lesswrong.com",
  ),
  Li2007: cite(
    "Li, J.",
    2007,
    "How to design a strategy to win an IPD tournament",
    "The Iterated Prisoner's Dilemma: 20 Years On, ch. 4",
  ),
  Li2009: cite(
    "Li, J. & Kendall, G.",
    2009,
    "A strategy with novel evolutionary features for the iterated prisoner's dilemma",
    "Evolutionary Computation 17(2):257–274",
  ),
  Li2011: cite(
    "Li, J., Hingston, P. & Kendall, G.",
    2011,
    "Engineering design of strategies for winning iterated prisoner's dilemma competitions",
    "IEEE Trans. CI and AI in Games 3(4):348–360",
  ),
  Li2014: cite(
    "Li, J. & Kendall, G.",
    2014,
    "The effect of memory size on the evolutionary stability of strategies in iterated prisoner's dilemma",
    "IEEE Trans. Evolutionary Computation 18(6):819–826",
  ),
  LiS2014: cite(
    "Li, S.",
    2014,
    "Strategies in the stochastic iterated prisoner's dilemma",
    "University of Chicago REU",
  ),
  Liu2025: cite(
    "Liu, S. et al.",
    2025,
    "LLM collaboration with multi-agent reinforcement learning",
    "arXiv:2508.04652",
  ),
  Loshchilov2019: cite(
    "Loshchilov, I. & Hutter, F.",
    2019,
    "Decoupled weight decay regularization",
    "ICLR 2019; arXiv:1711.05101",
  ),
  Luce1957: cite("Luce, R. D. & Raiffa, H.", 1957, "Games and decisions", "Wiley"),
  Marinoff1992: cite(
    "Marinoff, L.",
    1992,
    "Maximizing expected utilities in the prisoner's dilemma",
    "Journal of Conflict Resolution 36(1):183–216",
  ),
  Mathieu2015: cite(
    "Mathieu, P. & Delahaye, J.-P.",
    2015,
    "New winning strategies for the iterated prisoner's dilemma",
    "AAMAS 2015",
  ),
  Meulemans2024: cite(
    "Meulemans, A. et al.",
    2024,
    "Multi-agent cooperation through learning-aware policy gradients",
    "ICLR 2025; arXiv:2410.18636",
  ),
  Mittal2009: cite(
    "Mittal, S. & Deb, K.",
    2009,
    "Optimal strategies of the iterated prisoner's dilemma problem for multiple conflicting objectives",
    "IEEE Trans. Evolutionary Computation 13(3):554–565",
  ),
  Molander1985: cite(
    "Molander, P.",
    1985,
    "The optimal level of generosity in a selfish, uncertain environment",
    "Journal of Conflict Resolution 29(4):611–618",
  ),
  Murase2020: cite(
    "Murase, Y. & Baek, S. K.",
    2020,
    "Five rules for friendly rivalry in direct reciprocity",
    "Scientific Reports 10:16904",
  ),
  Nachbar1992: cite(
    "Nachbar, J. H.",
    1992,
    "Evolution in the finitely repeated prisoner's dilemma",
    "Journal of Economic Behavior & Organization 19(3):307–326",
  ),
  NCase2017: cite("Case, N.", 2017, "The evolution of trust", "ncase.me/trust"),
  Nelder1965: cite(
    "Nelder, J. A. & Mead, R.",
    1965,
    "A simplex method for function minimization",
    "Computer Journal 7(4):308–313",
  ),
  Nowak1989: cite(
    "Nowak, M. & Sigmund, K.",
    1989,
    "Game-dynamical aspects of the prisoner's dilemma",
    "Applied Mathematics and Computation 30(3):191–213",
  ),
  Nowak1990: cite(
    "Nowak, M. & Sigmund, K.",
    1990,
    "The evolution of stochastic strategies in the prisoner's dilemma",
    "Acta Applicandae Mathematicae 20:247–265",
  ),
  Nowak1992: cite(
    "Nowak, M. A. & Sigmund, K.",
    1992,
    "Tit for tat in heterogeneous populations",
    "Nature 355:250–253",
  ),
  Nowak1993: cite(
    "Nowak, M. & Sigmund, K.",
    1993,
    "A strategy of win-stay, lose-shift that outperforms tit-for-tat in the prisoner's dilemma game",
    "Nature 364:56–58",
  ),
  Omidshafiei2019: cite(
    "Omidshafiei, S. et al.",
    2019,
    "α-Rank: multi-agent evaluation by evolution",
    "Scientific Reports 9:9937; arXiv:1903.01373",
  ),
  Payne2025: cite(
    "Payne, K. & Alloui-Cros, B.",
    2025,
    "Strategic intelligence in large language models: evidence from evolutionary game theory",
    "arXiv:2507.02618",
  ),
  Phelps2023: cite(
    "Phelps, S. & Russell, Y. I.",
    2023,
    "The machine psychology of cooperation: can GPT models operationalise prompts for altruism, cooperation, competitiveness and selfishness in economic games?",
    "arXiv:2305.07970",
  ),
  Press2012: cite(
    "Press, W. H. & Dyson, F. J.",
    2012,
    "Iterated prisoner's dilemma contains strategies that dominate any evolutionary opponent",
    "PNAS 109(26):10409–10413",
  ),
  Prison1998: cite("LIFL", 1998, "PRISON", "lifl.fr/IPD"),
  PrisonersDilemmaCom2017: cite(
    "prisoners-dilemma.com",
    2017,
    "Competition",
    "prisoners-dilemma.com/competition.html",
  ),
  Rapoport1966: cite(
    "Rapoport, A. & Guyer, M.",
    1966,
    "A taxonomy of 2 × 2 games",
    "General Systems 11:203–214",
  ),
  Raparthy2024: cite(
    "Raparthy, S. C., Hambro, E., Kirk, R., Henaff, M. & Raileanu, R.",
    2024,
    "Generalization to new sequential decision making tasks with in-context learning",
    "ICML; arXiv:2312.03801",
  ),
  Robson1990: cite(
    "Robson, A. J.",
    1990,
    "Efficiency in evolutionary games: Darwin, Nash and the secret handshake",
    "Journal of Theoretical Biology 144(3):379–396",
  ),
  Roemheld2013: cite(
    "Roemheld, L.",
    2013,
    "Evolutionary extortion and mischief: zero-determinant strategies in iterated 2×2 games",
    "arXiv:1308.2576",
  ),
  Rogers2009: cite(
    "Rogers, B. W., Palfrey, T. R. & Camerer, C. F.",
    2009,
    "Heterogeneous quantal response equilibrium and cognitive hierarchies",
    "Journal of Economic Theory 144(4):1440–1467",
  ),
  Schulman2016: cite(
    "Schulman, J. et al.",
    2016,
    "High-dimensional continuous control using generalized advantage estimation",
    "ICLR 2016; arXiv:1506.02438",
  ),
  Schulman2017: cite(
    "Schulman, J. et al.",
    2017,
    "Proximal policy optimization algorithms",
    "arXiv:1707.06347",
  ),
  SingerClark2014: cite(
    "Singer-Clark, T.",
    2014,
    "Morality metrics on iterated prisoner's dilemma players",
    "manuscript",
  ),
  Skyrms2004: cite(
    "Skyrms, B.",
    2004,
    "The stag hunt and the evolution of social structure",
    "Cambridge University Press",
  ),
  Slany2007: cite(
    "Slany, W. & Kienreich, W.",
    2007,
    "On some winning strategies for the iterated prisoner's dilemma",
    "The Iterated Prisoner's Dilemma: 20 Years On, ch. 8",
  ),
  Stewart2012: cite(
    "Stewart, A. J. & Plotkin, J. B.",
    2012,
    "Extortion and cooperation in the prisoner's dilemma",
    "PNAS 109(26):10134–10135",
  ),
  Sugden1986: cite("Sugden, R.", 1986, "The economics of rights, co-operation and welfare", "Blackwell"),
  Tewolde2026: cite(
    "Tewolde, E. et al.",
    2026,
    "CoopEval: benchmarking cooperation-sustaining mechanisms and LLM agents in social dilemmas",
    "ICML 2026; arXiv:2604.15267",
  ),
  Tonini2025: cite(
    "Tonini, F. & Galke, L.",
    2025,
    "Super-additive cooperation in language model agents",
    "arXiv:2508.15510",
  ),
  Tzafestas2000: cite("Tzafestas, E.", 2000, "Toward adaptive cooperative behavior", "SAB 2000, 2:334–340"),
  Varadhan2008: cite(
    "Varadhan, R. & Roland, C.",
    2008,
    "Simple and globally convergent methods for accelerating the convergence of any EM algorithm",
    "Scandinavian Journal of Statistics 35(2):335–353",
  ),
  Vaswani2017: cite("Vaswani, A. et al.", 2017, "Attention is all you need", "NeurIPS 30; arXiv:1706.03762"),
  VonNeumann1944: cite(
    "von Neumann, J. & Morgenstern, O.",
    1944,
    "Theory of games and economic behavior",
    "Princeton University Press",
  ),
  Weis2026: cite(
    "Weis, M. A. et al.",
    2026,
    "Multi-agent cooperation through in-context co-player inference",
    "arXiv:2602.16301",
  ),
  Wilson1927: cite(
    "Wilson, E. B.",
    1927,
    "Probable inference, the law of succession, and statistical inference",
    "JASA 22(158):209–212",
  ),
  WuAxelrod1995: cite(
    "Wu, J. & Axelrod, R.",
    1995,
    "How to cope with noise in the iterated prisoner's dilemma",
    "Journal of Conflict Resolution 39(1):183–189",
  ),
} as const satisfies Record<string, Reference>;

/** What names a source. */
export type ReferenceKey = keyof typeof references;

/** Whether a text from outside names a source. */
export const isReferenceKey = (key: string): key is ReferenceKey => Object.hasOwn(references, key);

/** A reference on one line: "Axelrod, R. (1980). Title. Venue". */
export function formatReference(key: ReferenceKey): string {
  const { authors, year, title, venue } = references[key];
  return `${authors} (${year}). ${title}. ${venue}.`;
}
