#!/usr/bin/env node
/* Long because it is a list: every command with its options; what they do stands in commands/. */
import { Argument, Command, Option } from "commander";
import { amount, probability, share, whole } from "./commands/arguments.ts";
import { FAILED, reportFailure } from "./commands/terminal/failure.ts";
import { version } from "./version.ts";

/** A command's code. What it returns, if it is a number, is the exit code. */
type Run<Arguments extends unknown[]> = (...given: Arguments) => unknown;

/** Wraps a command's code, which is loaded when it is called: `coplay --help` loads none of it. */
const lazily =
  <Arguments extends unknown[]>(load: () => Promise<Run<Arguments>>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      const command = await load();
      const code = await command(...given);
      if (typeof code === "number") process.exitCode = code;
    } catch (error) {
      reportFailure(error);
      process.exitCode = FAILED;
    }
  };

const database = (): Option => new Option("--db <file>", "the log").default("results/coplay.db");
const json = (): Option => new Option("--json", "print JSON");
const seed = (): Option =>
  new Option("--seed <n>", "everything left to chance follows from it").argParser(whole(0));
const noise = (): Option =>
  new Option("--noise <p>", "the chance that a move comes out as another").argParser(probability);
const runArgument = (): Argument => new Argument("[run]", "a run's number or name; by default the latest");

const program = new Command("coplay")
  .description("Find out how agents cooperate: tournaments of iterated games, every move logged.")
  .version(version)
  .showHelpAfterError("(coplay --help shows what there is)");

program
  .command("run")
  .description("play a tournament, or go on with one that was interrupted")
  .argument("<file>", "a tournament file")
  .addOption(database())
  .option("--fresh", "start anew even where a run of the same tournament was interrupted")
  .option("--retry-aborted", "play matches that were aborted again")
  .option("--dry-run", "only say what would be played, and what its calls may cost")
  .option("--replay <run>", "play a run of the log again from its replies, without a network, and compare")
  .option("--plain", "one line of progress a second instead of the terminal UI")
  .addOption(json())
  .addOption(
    new Option("--workers <n>", "threads for classic matches; by default as many as pay").argParser(
      whole(0, 256),
    ),
  )
  .addOption(new Option("--cap <turns>", "no match is longer than this").argParser(whole(1, 1_000_000)))
  .addOption(new Option("--repetitions <n>", "matches of each pairing").argParser(whole(1, 1_000_000)))
  .addOption(seed())
  .addOption(noise())
  .option("--no-cache", "ask again for replies that an earlier sitting has paid for")
  .option("--prices <file>", "a price list that goes before the one that comes with coplay")
  .option("--allow-unknown-price", "play although a budget in USD cannot count every call")
  .addOption(new Option("--ask-above <usd>", "ask before spending more").argParser(amount).default(1))
  .option("--yes", "do not ask")
  .addOption(
    new Option("--pace <n>", "matches shown a second in the terminal UI, to watch them").argParser(whole(1)),
  )
  .action(lazily(async () => (await import("./commands/run.ts")).run));

program
  .command("watch")
  .description("look at a run in the terminal UI, also while another process plays it")
  .addArgument(runArgument())
  .addOption(database())
  .action(lazily(async () => (await import("./commands/watch.ts")).watch));

program
  .command("standings")
  .description("the table of a run, with intervals")
  .addArgument(runArgument())
  .addOption(database())
  .addOption(
    new Option("--by <figure>", "what ranks the players")
      .choices(["mean", "median", "wins", "bradley-terry", "replicator", "alpha-rank", "nash"])
      .default("mean"),
  )
  .addOption(
    new Option(
      "--show <what>",
      "instead of the table: who got what from whom, or who answers what with what",
    ).choices(["payoffs", "cooperation", "states"]),
  )
  .addOption(
    new Option(
      "--cells",
      "how the players fared in every cell of the grid that the run is part of",
    ).conflicts("show"),
  )
  .option("--without-fallbacks", "leave out matches in which a move was a fallback, not the model's own")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/standings.ts")).showStandings));

program
  .command("report")
  .description("write a run down as one page of HTML, a table in Markdown, or a figure")
  .addArgument(runArgument())
  .addOption(database())
  .option("-o, --out <file>", "where; by default <name of the run>-report.html")
  .addOption(
    new Option("--format <format>", "what to write").choices(["html", "md", "svg", "png"]).default("html"),
  )
  .addOption(
    new Option("--figure <id>", "which figure, as svg or png").choices([
      "standings",
      "payoffs",
      "cooperation",
      "over-time",
      "distribution",
      "profile",
      "states",
    ]),
  )
  .addOption(
    new Option(
      "--matches <n>",
      "hold so many matches move by move; by default up to 200, and fewer where they are large",
    ).argParser(whole(0)),
  )
  .option("--force", "overwrite what is there")
  .action(lazily(async () => (await import("./commands/report.ts")).report));

program
  .command("profile")
  .description("how players cooperate, in all matches of some runs, with intervals")
  .argument("[runs...]", "runs by number or name, pooled; by default the latest")
  .addOption(database())
  .option("--player <ids>", "only these, with commas between them; by default all, or the first 12")
  .option(
    "--by <what>",
    "one profile for each game, co-player, run, kind (of co-player), horizon, or level of a factor such as language",
  )
  .option(
    "--family <names>",
    "these families of figures in full, with commas between them; by default three, side by side",
  )
  .option("--cells", "with all cells of the grid that a run is part of")
  .option("--without-fallbacks", "leave out moves that were a fallback, not the model's own")
  .addOption(
    new Option("--resamples <n>", "draws of the bootstrap, by default 1,000; 0 for no intervals").argParser(
      whole(0, 100_000),
    ),
  )
  .addOption(seed())
  .addOption(json())
  .addOption(new Option("--csv", "print CSV, a row for each player, group and figure").conflicts("json"))
  .addOption(
    new Option("--tui", "look at them in the terminal UI: radar, heat map, list, differences").conflicts([
      "json",
      "csv",
    ]),
  )
  .action(lazily(async () => (await import("./commands/profile.ts")).showProfile));

program
  .command("runs")
  .description("the runs of a log, newest first")
  .addOption(database())
  .addOption(new Option("--limit <n>", "at most so many").argParser(whole(1)).default(50))
  .addOption(json())
  .action(lazily(async () => (await import("./commands/runs.ts")).showRuns));

program
  .command("matches")
  .description("the matches of a run")
  .addArgument(runArgument())
  .addOption(database())
  .option("--player <id>", "only those that this player sat in")
  .option("--co-player <id>", "only those against this one")
  .addOption(new Option("--status <status>", "only these").choices(["complete", "aborted"]))
  .addOption(new Option("--limit <n>", "at most so many").argParser(whole(1)).default(50))
  .addOption(json())
  .action(lazily(async () => (await import("./commands/matches.ts")).showMatches));

program
  .command("show")
  .description("one match, move by move, and what an LLM was asked and answered")
  .addArgument(new Argument("<match>", "a match's number, as `coplay matches` prints it").argParser(whole(1)))
  .addOption(database())
  .addOption(new Option("--turn <n>", "only this turn, and everything behind it").argParser(whole(1)))
  .option("--raw", "requests and replies as they went over the wire")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/show.ts")).show));

program
  .command("export")
  .description("matches as a dataset: a folder with its card and its manifest")
  .argument("[run...]", "runs' numbers or names; by default the latest")
  .addOption(
    new Option("--format <format>", "what the dataset is of")
      .choices(["jsonl", "csv", "parquet", "episodes", "icl", "chat"])
      .makeOptionMandatory(),
  )
  .addOption(new Option("-o, --out <folder>", "where it goes").makeOptionMandatory())
  .option("--player <ids>", "only matches, and seats, of these players, with commas between them")
  .option("--co-player <ids>", "only against these")
  .option("--game <id>", "only runs of this game")
  .addOption(
    new Option("--status <status>", "only these matches")
      .choices(["complete", "aborted", "all"])
      .default("complete"),
  )
  .addOption(
    new Option("--seat <seat>", "only what this seat did").choices(["both", "row", "column"]).default("both"),
  )
  .addOption(new Option("--split <p>", "the share of pairings that goes to validation").argParser(share))
  .addOption(seed().default(0))
  .addOption(new Option("--trajectories <n>", "of an icl sequence; by default 5").argParser(whole(2, 1000)))
  .addOption(
    new Option(
      "--burstiness <p>",
      "the share of icl sequences with trajectories against the same co-player; by default 1",
    ).argParser(probability),
  )
  .addOption(
    new Option(
      "--same <n>",
      "how many trajectories of a bursty icl sequence are against the same co-player; by default 2",
    ).choices(["2", "all"]),
  )
  .option("--query-last", "a bursty icl sequence ends with one of those")
  .addOption(
    new Option("--independent", "icl draws every co-player by itself").conflicts([
      "burstiness",
      "same",
      "queryLast",
    ]),
  )
  .addOption(
    new Option(
      "--sequences <n>",
      "how many icl sequences; by default as many as give each trajectory one place on average",
    ).argParser(whole(1, 1_000_000_000)),
  )
  .option("--force", "replace an export that is there")
  .addOption(database())
  .addOption(json())
  .action(lazily(async () => (await import("./commands/export.ts")).exportRuns));

program
  .command("sql")
  .description("ask the log in SQL; nothing can be changed by it")
  .argument("[query]", 'one SELECT, such as "select * from standing"; - reads it from stdin')
  .addOption(database())
  .option("--schema", "instead of a query: the tables and views that there are, with their columns")
  .addOption(
    new Option("--format <format>", "how rows are printed")
      .choices(["table", "csv", "json"])
      .default("table"),
  )
  .addOption(
    new Option("--limit <n>", "at most so many rows; by default all, and 200 of a table").argParser(whole(1)),
  )
  .action(lazily(async () => (await import("./commands/sql.ts")).sql));

program
  .command("import")
  .description("take trajectories that others logged, CSV or JSON lines, into the log as a run")
  .argument("<file...>", "the files; .gz is unpacked")
  .addOption(
    new Option(
      "--map <mapping>",
      "which column is what: a file, or one of `coplay list maps`",
    ).makeOptionMandatory(),
  )
  .addOption(database())
  .option("--name <name>", "what to call the run; by default as the first file")
  .option("--game <id>", "a game, instead of the mapping's")
  .addOption(noise())
  .addOption(
    new Option(
      "--continuation <p>",
      "the players were told this chance that another turn follows, whatever the mapping says",
    ).argParser(probability),
  )
  .addOption(seed())
  .option("--force", "import the same files with the same mapping again")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/import.ts")).importFiles));

program
  .command("play")
  .description("play one match at once; nothing is logged")
  .argument("<row>", "a player, such as tit-for-tat or gtft(generosity=0.1)")
  .argument("<column>", "its co-player")
  .option("--game <id>", "a game, such as chicken or prisoners-dilemma(T=4)", "prisoners-dilemma")
  .addOption(new Option("--turns <n>", "how many").argParser(whole(1, 1_000_000)).default(50))
  .addOption(noise().default(0))
  .addOption(seed().default(0))
  .addOption(json())
  .action(lazily(async () => (await import("./commands/play.ts")).play));

program
  .command("train")
  .description("train models as a training file says, or go on where that was interrupted")
  .argument("<file>", "a training file")
  .option("--out <file>", "where the checkpoint goes; by default results/trained/<name>.json")
  .addOption(seed())
  .addOption(
    new Option("--workers <n>", "threads; by default one for each processor, 0 for none").argParser(
      whole(0, 256),
    ),
  )
  .option("--plain", "a line for each point of the curve instead of the terminal UI")
  .option("--force", "train anew, and overwrite what is there")
  .option("--log", "log the episodes that are played, as matches of a run")
  .option("--db <file>", "the log that --log writes to; by default results/coplay.db")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/train.ts")).train));

program
  .command("probe")
  .description(
    "how a player reads its co-player within a match, and how far it can be extorted; nothing is logged",
  )
  .argument("<player>", "a player, such as tit-for-tat or openai/gpt-5-mini")
  .option("--game <id>", "a symmetric game of two actions", "prisoners-dilemma(R=1, S=-1, T=2, P=0)")
  .addOption(new Option("--turns <n>", "of each match").argParser(whole(1, 1000)).default(100))
  .addOption(noise().default(0))
  .addOption(seed().default(0))
  .addOption(
    new Option(
      "--co-players <n>",
      "memory-one co-players drawn at random; by default 1000, and 20 for an LLM",
    ).argParser(whole(1, 10_000)),
  )
  .addOption(
    new Option(
      "--repetitions <n>",
      "matches against each co-player with a name; by default 100, and 1 for an LLM",
    ).argParser(whole(1, 10_000)),
  )
  .addOption(new Option("--budget <usd>", "what calls may cost at most").argParser(amount))
  .option("--db <file>", "the log beside which replies of models are kept", "results/coplay.db")
  .option("--no-cache", "ask again for replies that are there")
  .option("--prices <file>", "a price list that goes before the one that comes with coplay")
  .option("--allow-unknown-price", "play although a budget cannot count every call")
  .addOption(new Option("--ask-above <usd>", "ask before spending more").argParser(amount).default(1))
  .option("-y, --yes", "spend without asking")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/probe.ts")).probe));

program
  .command("evaluate")
  .description("what a trained model gets from others; it learns no more, and nothing is logged")
  .argument("<player>", "a trained model, such as trained/best-responder, or a checkpoint's path")
  .option(
    "--against <player...>",
    "whom it meets; by default tabular, cooperator, defector, tit-for-tat and itself",
  )
  .addOption(
    new Option("--episodes <n>", "matches against each, half of them in either seat")
      .argParser(whole(1, 1_000_000))
      .default(2000),
  )
  .addOption(
    new Option("--turns <n>", "of each match; by default as in training").argParser(whole(1, 10_000)),
  )
  .addOption(noise().default(0))
  .addOption(seed().default(0))
  .addOption(json())
  .action(lazily(async () => (await import("./commands/evaluate.ts")).evaluate));

program
  .command("reproduce")
  .description(
    "reproduce a published result, or go on with it: trains, evaluates, and holds it to a protocol",
  )
  .addArgument(new Argument("<what>", "which result").choices(["in-context-cooperation"]))
  .option("--arm <names>", "only these arms, with commas between them; by default all")
  .addOption(new Option("--seeds <n>", "seeds 1 to n").argParser(whole(1, 100)).default(5))
  .addOption(new Option("--seed <k>", "this seed alone").argParser(whole(1)).conflicts("seeds"))
  .addOption(
    new Option(
      "--scale <name>",
      "cpu: hours on two cores; paper: days; miniature: seconds, to see that it works",
    )
      .choices(["cpu", "paper", "miniature"])
      .default("cpu"),
  )
  .option("--out <folder>", "where it is kept; by default results/in-context-cooperation")
  .addOption(
    new Option("--workers <n>", "threads; by default as many as there are cores").argParser(whole(0, 256)),
  )
  .option("--commit <hash>", "coplay's commit, for the manifest")
  .option("--status", "only say what is done")
  .option("--report-only", "only write table, charts and manifest of what is done")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/reproduce.ts")).reproduce));

program
  .command("prompt")
  .description("print what a model would be sent at a turn; nobody is asked")
  .argument("<file>", "a tournament file with LLM players")
  .addOption(new Option("--turn <n>", "which turn").argParser(whole(1)).default(1))
  .option("--player <id>", "whose prompt; by default the first LLM player's")
  .option("--co-player <id>", "against whom; by default the first that it meets")
  .addOption(new Option("--repetition <n>", "which of their matches").argParser(whole(1)).default(1))
  .addOption(new Option("--cell <n>", "which cell of the file's grid").argParser(whole(1)).default(1))
  .addOption(json())
  .action(lazily(async () => (await import("./commands/prompt.ts")).showPrompt));

program
  .command("list")
  .description("what there is")
  .addArgument(
    new Argument("<what>", "of what").choices([
      "players",
      "games",
      "metrics",
      "maps",
      "prompts",
      "providers",
      "tournaments",
      "trained",
      "trainings",
    ]),
  )
  .addOption(json())
  .action(lazily(async () => (await import("./commands/list.ts")).list));

program
  .command("init")
  .description("write a commented tournament file to start from")
  .argument("[file]", "what to call it", "tournament.yaml")
  .action(lazily(async () => (await import("./commands/init.ts")).init));

program
  .command("schema")
  .description("print the JSON Schema of tournament or training files, for editors")
  .addArgument(new Argument("[files]", "which files").choices(["tournament", "train"]).default("tournament"))
  .action(lazily(async () => (await import("./commands/schema.ts")).schema));

program
  .command("doctor")
  .description("check Node, SQLite, the terminal, keys, prices and prompts")
  .addOption(json())
  .action(lazily(async () => (await import("./commands/doctor.ts")).doctor));

program
  .command("completion")
  .description("print a shell's completion script: source it from the shell's start-up file")
  .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
  .action(lazily(async () => (await import("./commands/completion.ts")).completion));

program
  .command("complete", { hidden: true })
  .argument("[words...]")
  .action(
    lazily(async () => {
      const { complete } = await import("./commands/completion.ts");
      return (words: string[]) => complete(words, program);
    }),
  );

// A reader that has seen enough (`coplay matches | head`) is no fault; a full disk behind a redirection is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  // The terminal went away, and SIGHUP says so: a run then ends in order.
  if (error.code === "EIO" && process.stdout.isTTY) return;
  process.stderr.write(`coplay: cannot write the output: ${error.message}\n`);
  process.exit(FAILED);
});

process.stderr.on("error", () => undefined); // nobody is left to tell

await program.parseAsync();
