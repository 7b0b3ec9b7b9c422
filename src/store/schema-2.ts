/*
 * Version 2 of the log: what LLM players bring. Columns are only added, so that the rows of version 1 stay as they are:
 * a call from then has no prompt, no elicitation and no retries. Its reply was the text that was read; now `reply` is the
 * body, as JSON, and `answer` is that text.
 */

const TABLES = `
ALTER TABLE run ADD COLUMN talk       TEXT    CHECK (json_valid(talk));        -- cheap talk; NULL for none
ALTER TABLE run ADD COLUMN factors    TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(factors)); -- of a cell, as executed
ALTER TABLE run ADD COLUMN experiment TEXT;                                    -- hash over all cells; NULL: stands alone
ALTER TABLE run ADD COLUMN batch      INTEGER REFERENCES run (id);             -- the first run of the same sitting at it
ALTER TABLE run ADD COLUMN cell       INTEGER CHECK (cell >= 0);
CREATE INDEX run_by_experiment ON run (experiment, batch);

ALTER TABLE call ADD COLUMN purpose      TEXT    NOT NULL DEFAULT 'act' CHECK (purpose IN ('act', 'say'));
ALTER TABLE call ADD COLUMN elicitation  TEXT    NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN prompt       TEXT    NOT NULL DEFAULT '';          -- id and language of the prompt file,
ALTER TABLE call ADD COLUMN prompt_hash  TEXT    NOT NULL DEFAULT '';          --   and the SHA-256 of its text
ALTER TABLE call ADD COLUMN labels       TEXT;                                 -- JSON: label by action, and their order
ALTER TABLE call ADD COLUMN answer       TEXT;                                 -- the part of the reply that was read
ALTER TABLE call ADD COLUMN fault        TEXT;                                 -- what was wrong with it
ALTER TABLE call ADD COLUMN distribution TEXT;                                 -- JSON: the mixed strategy that it gave
ALTER TABLE call ADD COLUMN label_probabilities TEXT;                          -- JSON, from log-probabilities
ALTER TABLE call ADD COLUMN retries      INTEGER NOT NULL DEFAULT 0 CHECK (retries >= 0);
ALTER TABLE call ADD COLUMN is_cached    INTEGER NOT NULL DEFAULT 0 CHECK (is_cached IN (0, 1)); -- was paid for before
UPDATE call SET answer = reply, reply = iif(json_valid(reply), reply, json_quote(reply)) WHERE reply IS NOT NULL;

-- Sums over calls are read from here: behind the requests and replies, which are long, they would cost a seek each.
CREATE INDEX call_figures ON call ("match", seat, turn, purpose, attempt, parse_status, is_cached, retries,
  input_tokens, cached_tokens, output_tokens, reasoning_tokens, cost_usd);

CREATE TABLE payment (
  id               INTEGER PRIMARY KEY,                     -- in the order the replies came
  run              INTEGER NOT NULL,
  player           INTEGER NOT NULL,                        -- position of who asked, whatever became of its match
  at               INTEGER NOT NULL,
  input_tokens     INTEGER,
  cached_tokens    INTEGER,
  output_tokens    INTEGER,
  reasoning_tokens INTEGER,
  cost_usd         REAL,                                    -- NULL: the price is not known
  charged_usd      REAL    NOT NULL,                        -- what a budget takes it for: where the above is
  charged_tokens   INTEGER NOT NULL,                        --   NULL, the most that it can have been
  FOREIGN KEY (run, player) REFERENCES player (run, position)
) STRICT;
CREATE INDEX payment_by_player ON payment (run, player);
`;

/*
 * One row for each move that an LLM was asked for. The move is NULL in the turn in which a match was aborted; the parse
 * status is that of the last attempt, which SQLite takes from the row of the greatest one.
 */
const DECISION_VIEW = `
CREATE VIEW decision AS
SELECT m.run                                                             AS run,
       call."match"                                                      AS "match",
       call.turn                                                         AS turn,
       call.seat                                                         AS seat,
       player.id                                                         AS player,
       nullif(upper(substr(iif(call.seat = 'row', m.row_moves, m.column_moves), call.turn + 1, 1)), '') AS move,
       call.parse_status                                                 AS parse_status,
       call.parse_status = 'fallback'                                    AS is_fallback,
       max(call.attempt) + 1                                             AS calls,
       sum(call.retries)                                                 AS retries,
       sum(call.is_cached)                                               AS cached,
       sum(call.input_tokens)                                            AS input_tokens,
       sum(call.output_tokens)                                           AS output_tokens,
       iif(count(call.cost_usd) = count(*), sum(call.cost_usd), NULL)    AS cost_usd
FROM call
JOIN "match" AS m ON m.id = call."match"
JOIN player ON player.run = m.run AND player.position = iif(call.seat = 'row', m.row, m."column")
WHERE call.purpose = 'act'
GROUP BY m.run, call."match", call.turn, call.seat;
`;

/** What migration 2 adds: calls in full, payments, experiments, and the view `decision`. */
export const VERSION_2 = TABLES + DECISION_VIEW;
