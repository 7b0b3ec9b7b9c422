/*
 * Version 1 of the log. SQL keywords that are also our words (match, row, column) are quoted where SQLite wants it.
 * A match is one row: packed moves take about 2.5 bytes a turn and one insert, a row a turn took 19 bytes.
 */

const TABLES = `
CREATE TABLE run (
  id           INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  spec         TEXT    NOT NULL CHECK (json_valid(spec)),
  spec_hash    TEXT    NOT NULL,
  seed         INTEGER NOT NULL CHECK (seed >= 0),
  game         TEXT    NOT NULL CHECK (json_valid(game)),   -- id, actions, payoff, cooperative, source
  noise        REAL    NOT NULL CHECK (noise BETWEEN 0 AND 1),
  told         TEXT    NOT NULL CHECK (json_valid(told)),   -- what the players are told: noise, horizon
  planned_matches INTEGER NOT NULL CHECK (planned_matches > 0),
  planned_turns   INTEGER NOT NULL CHECK (planned_turns > 0),
  code_version TEXT    NOT NULL,
  node_version TEXT    NOT NULL,
  started      INTEGER NOT NULL,                            -- ms since 1970, as every time here
  ended        INTEGER,
  pid          INTEGER NOT NULL CHECK (pid > 0),            -- of the process that plays it, or played it last,
  host         TEXT    NOT NULL,                            --   and the machine that it runs on
  status       TEXT    NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'complete', 'stopped')),
  CHECK ((status = 'running') = (ended IS NULL))
) STRICT;
CREATE INDEX run_by_spec ON run (spec_hash);

CREATE TABLE player (
  run        INTEGER NOT NULL REFERENCES run (id),
  position   INTEGER NOT NULL,                              -- from 0, in the tournament's order
  id         TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('strategy', 'policy', 'agent')),
  parameters TEXT    NOT NULL CHECK (json_valid(parameters)),
  PRIMARY KEY (run, position),
  UNIQUE (run, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "match" (
  id                  INTEGER PRIMARY KEY,
  run                 INTEGER NOT NULL,                     -- exists, since its players do
  row                 INTEGER NOT NULL,                     -- position of the player in the row seat
  "column"            INTEGER NOT NULL,
  repetition          INTEGER NOT NULL CHECK (repetition >= 0),
  turns               INTEGER NOT NULL,                     -- turns that were complete
  planned_turns       INTEGER NOT NULL CHECK (planned_turns BETWEEN 1 AND 1000000), -- as far as the view turn counts
  row_moves           TEXT    NOT NULL,                     -- one letter a turn, the symbol of the realised action;
  column_moves        TEXT    NOT NULL,                     --   lower case: noise flipped it, the seat meant another
  row_score           REAL    NOT NULL,
  column_score        REAL    NOT NULL,
  row_cooperations    INTEGER CHECK (row_cooperations BETWEEN 0 AND turns), -- NULL: no action of the game is cooperation
  column_cooperations INTEGER CHECK (column_cooperations BETWEEN 0 AND turns),
  reason_code         TEXT,                                 -- NULL unless the match was aborted
  reason_detail       TEXT,
  status              TEXT    GENERATED ALWAYS AS (iif(reason_code IS NULL, 'complete', 'aborted')) VIRTUAL,
  started             INTEGER NOT NULL,                     -- of the batch that it was played in
  ended               INTEGER NOT NULL,
  UNIQUE (run, row, "column", repetition),
  FOREIGN KEY (run, row) REFERENCES player (run, position),
  FOREIGN KEY (run, "column") REFERENCES player (run, position),
  CHECK (length(row_moves) = turns AND length(column_moves) = turns),
  CHECK (turns = planned_turns OR reason_code IS NOT NULL AND turns < planned_turns),
  CHECK ((reason_code IS NULL) = (reason_detail IS NULL))
) STRICT;
CREATE INDEX match_by_run ON "match" (run);
CREATE INDEX aborted_match_by_run ON "match" (run) WHERE reason_code IS NOT NULL;

CREATE TABLE call (
  id               INTEGER PRIMARY KEY,                     -- in the order the calls were made within a match
  "match"          INTEGER NOT NULL REFERENCES "match" (id),
  seat             TEXT    NOT NULL CHECK (seat IN ('row', 'column')),
  turn             INTEGER NOT NULL CHECK (turn >= 0),
  attempt          INTEGER NOT NULL CHECK (attempt >= 0),
  provider         TEXT    NOT NULL,
  model_asked      TEXT    NOT NULL,
  model_answered   TEXT,
  request          TEXT    NOT NULL,
  reply            TEXT,
  reasoning        TEXT,
  parse_status     TEXT    NOT NULL,
  input_tokens     INTEGER,
  cached_tokens    INTEGER,
  output_tokens    INTEGER,
  reasoning_tokens INTEGER,
  cost_usd         REAL,                                    -- NULL: the price is not known
  latency_ms       REAL,
  error            TEXT
) STRICT;
CREATE INDEX call_by_match ON call ("match");

CREATE TABLE message (
  id      INTEGER PRIMARY KEY,                              -- in the order they were said within a match
  "match" INTEGER NOT NULL REFERENCES "match" (id),
  seat    TEXT    NOT NULL CHECK (seat IN ('row', 'column')),
  turn    INTEGER NOT NULL CHECK (turn >= 0),
  text    TEXT    NOT NULL
) STRICT;
CREATE INDEX message_by_match ON message ("match");
`;

/*
 * One row a turn. The matches are joined to a counter of thousands and ones instead of being peeled letter by letter
 * in the recursion, because SQLite moves a condition such as "match = 5" into a join and never into a recursion:
 * 1 ms instead of 2,200 ms in a log of two million turns. CROSS JOIN keeps the order of the loops.
 */
const TURN_VIEW = `
CREATE VIEW turn AS
WITH RECURSIVE
  thousand (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM thousand WHERE n < 999),
  payoff (run, row_move, column_move, row_payoff, column_payoff) AS MATERIALIZED (
    SELECT run.id,
           json_extract(own.value, '$.symbol'),
           json_extract(other.value, '$.symbol'),
           json_extract(game, '$.payoff.row['    || (own.key * json_array_length(game, '$.actions') + other.key) || ']'),
           json_extract(game, '$.payoff.column[' || (own.key * json_array_length(game, '$.actions') + other.key) || ']')
    FROM run, json_each(game, '$.actions') AS own, json_each(game, '$.actions') AS other
  )
SELECT m.run,
       m.id                              AS "match",
       thousands.n * 1000 + ones.n       AS turn,
       row_player.id                     AS row_player,
       column_player.id                  AS column_player,
       payoff.row_move,
       payoff.column_move,
       substr(m.row_moves,    thousands.n * 1000 + ones.n + 1, 1) <> payoff.row_move    AS row_trembled,
       substr(m.column_moves, thousands.n * 1000 + ones.n + 1, 1) <> payoff.column_move AS column_trembled,
       payoff.row_payoff,
       payoff.column_payoff
FROM "match" AS m
CROSS JOIN player AS row_player    ON row_player.run = m.run    AND row_player.position = m.row
CROSS JOIN player AS column_player ON column_player.run = m.run AND column_player.position = m."column"
CROSS JOIN thousand AS thousands   ON thousands.n * 1000 < m.turns
CROSS JOIN thousand AS ones        ON thousands.n * 1000 + ones.n < m.turns
CROSS JOIN payoff
  ON  payoff.run = m.run
  AND payoff.row_move    = upper(substr(m.row_moves,    thousands.n * 1000 + ones.n + 1, 1))
  AND payoff.column_move = upper(substr(m.column_moves, thousands.n * 1000 + ones.n + 1, 1));
`;

/*
 * Per run and player, with the same figures as the table of `coplay standings`: totals over all turns, so that every
 * turn counts the same. Self-play is left out, but for its aborted matches, which are counted once. The row with NULLs
 * makes sure that a player without a match is there.
 */
const STANDING_VIEW = `
CREATE VIEW standing AS
WITH seat (run, player, status, turns, score, cooperations) AS (
  SELECT run, row, status, turns, row_score, row_cooperations FROM "match"
  WHERE row <> "column" OR status = 'aborted'
  UNION ALL
  SELECT run, "column", status, turns, column_score, column_cooperations FROM "match"
  WHERE row <> "column"
  UNION ALL
  SELECT run, position, NULL, NULL, NULL, NULL FROM player
)
SELECT seat.run,
       player.id                                                           AS player,
       count(*)                        FILTER (WHERE status = 'complete')  AS matches,
       count(*)                        FILTER (WHERE status = 'aborted')   AS aborted,
       total(score)                    FILTER (WHERE status = 'complete')  AS score,
       total(score)                    FILTER (WHERE status = 'complete')
         / sum(turns)                  FILTER (WHERE status = 'complete')  AS mean_payoff_per_turn,
       1.0 * sum(cooperations)         FILTER (WHERE status = 'complete')
         / sum(turns)                  FILTER (WHERE status = 'complete')  AS cooperation
FROM seat JOIN player ON player.run = seat.run AND player.position = seat.player
GROUP BY seat.run, seat.player;
`;

/** What migration 1 creates: all tables, and the views `turn` and `standing` for readers with any SQLite tool. */
export const VERSION_1 = TABLES + TURN_VIEW + STANDING_VIEW;
