/* Long because it is the whole of the page's behaviour: one script, allowed by its hash. */
/*
 * What the page of a run can do beyond standing there: sort tables, choose a diagram, step through matches. It is inlined
 * as it is. Whatever comes from the log is set as text, never as HTML.
 */
"use strict";

/**
 * @typedef {object} Call
 * @property {number} turn
 * @property {number} seat
 * @property {string} title
 * @property {boolean} [fallback]
 * @property {[name: number, value: number][]} facts
 * @property {[title: number, text: number[]][]} parts
 *
 * @typedef {object} Match
 * @property {number} id
 * @property {[row: string, column: string]} players
 * @property {number} repetition
 * @property {string | null} reason
 * @property {[row: string, column: string]} moves
 * @property {[turn: number, seat: number, text: number[]][]} said
 * @property {Call[]} calls
 *
 * @typedef {object} Data
 * @property {{ symbol: string, label: string }[]} actions
 * @property {number | null} cooperative
 * @property {[row: number[], column: number[]]} payoff
 * @property {string[]} lines
 * @property {Match[]} matches
 */

/** Turns that the strip shows at once. */
const STRIP = 100;

/**
 * An element with a class and a text or children.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {string | Node[]} [content]
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, className = "", content = "") {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  if (typeof content === "string") made.textContent = content;
  else made.append(...content);
  return made;
}

/**
 * The element with an id, which the page has.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {{ new (): Kind }} kind
 * @returns {Kind}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/* Tables */

const FIGURE = /-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/;

/** @param {string} text */
const figureIn = (text) => {
  const [found] = FIGURE.exec(text) ?? [];
  return found === undefined ? null : Number(found.replaceAll(",", ""));
};

/**
 * Cells in order; those in which nothing stands come last either way.
 *
 * @param {string} a
 * @param {string} b
 * @param {boolean} isNumeric
 * @param {1 | -1} direction
 */
function compared(a, b, isNumeric, direction) {
  if (!isNumeric) return direction * a.localeCompare(b, "en", { numeric: true });
  const [x, y] = [figureIn(a), figureIn(b)];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return direction * (x - y);
}

/** @param {HTMLTableElement} table */
function makeSortable(table) {
  const headers = [...(table.tHead?.rows[0]?.cells ?? [])];
  const [body] = table.tBodies;
  if (body === undefined) return;
  const rows = [...body.rows];
  headers.forEach((header, at) => {
    const isNumeric = header.dataset["sort"] === "number";
    const button = element("button", "", header.textContent.trim());
    button.type = "button";
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      // Figures are looked at from the greatest, names from the first.
      const first = isNumeric ? "descending" : "ascending";
      const second = isNumeric ? "ascending" : "descending";
      const order = header.getAttribute("aria-sort") === first ? second : first;
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", order);
      const direction = order === "ascending" ? 1 : -1;
      /** @param {HTMLTableRowElement} row */
      const textOf = (row) => row.cells[at]?.textContent.trim() ?? "";
      body.append(...[...rows].sort((a, b) => compared(textOf(a), textOf(b), isNumeric, direction)));
    });
  });
}

/* A choice among figures */

/** @param {HTMLElement} choices */
function makeChoosable(choices) {
  const figures = [...choices.children].filter((child) => child instanceof HTMLElement);
  if (figures.length < 2) return;
  const select = element("select");
  for (const figure of figures) select.append(element("option", "", figure.dataset["name"] ?? ""));
  const show = () => figures.forEach((figure, i) => (figure.hidden = i !== select.selectedIndex));
  select.addEventListener("change", show);
  choices.classList.add("chosen");
  choices.before(element("p", "picker", [element("label", "", [new Text("Player "), select])]));
  show();
}

/* Matches, turn by turn */

/** @param {Data} data */
function browse(data) {
  const box = part("browser", HTMLElement);
  const choice = part("match", HTMLSelectElement);
  const slider = part("turn", HTMLInputElement);
  const said = part("said", HTMLElement);
  const strip = part("strip", HTMLElement);
  const behind = part("behind", HTMLElement);
  let match = /** @type {Match} */ (data.matches[0]);
  let turn = 0;

  for (const { id, players, repetition, reason } of data.matches) {
    const aborted = reason === null ? "" : ", aborted";
    choice.append(
      element("option", "", `${players[0]} – ${players[1]}, ${repetition + 1} (match ${id}${aborted})`),
    );
  }

  /** @param {number[]} text */
  const textOf = (text) => text.map((line) => data.lines[line] ?? "").join("\n");

  /** Turns of which something is known: one more than were complete where a match was aborted in it. */
  const turnsOf = () =>
    Math.max(
      1,
      match.moves[0].length,
      ...match.calls.map((call) => call.turn + 1),
      ...match.said.map(([at]) => at + 1),
    );

  /** @param {0 | 1} seat @param {number} at */
  const moveOf = (seat, at) => {
    const letter = match.moves[seat][at];
    if (letter === undefined) return null;
    const action = data.actions.findIndex(({ symbol }) => symbol === letter.toUpperCase());
    const isTrembled = letter !== letter.toUpperCase();
    const isFallback = match.calls.some(
      (call) => call.fallback === true && call.turn === at && call.seat === seat,
    );
    return { letter, action, isTrembled, isFallback };
  };

  /** @param {number} at */
  const payoffsOf = (at) => {
    const [row, column] = [moveOf(0, at), moveOf(1, at)];
    if (row === null || column === null) return null;
    const outcome = row.action * data.actions.length + column.action;
    return /** @type {const} */ ([data.payoff[0][outcome] ?? 0, data.payoff[1][outcome] ?? 0]);
  };

  /** @param {number} value */
  const rounded = (value) => String(Number(value.toFixed(3)));

  /** What both seats have up to the turn, as `3 : 8`. */
  const totals = () => {
    let [own, other] = [0, 0];
    for (let at = 0; at <= turn; at++) {
      const [row, column] = payoffsOf(at) ?? [0, 0];
      own += row;
      other += column;
    }
    return `${rounded(own)} : ${rounded(other)}`;
  };

  /** @param {0 | 1} seat */
  const sentence = (seat) => {
    const move = moveOf(seat, turn);
    if (move === null) return `${match.players[seat]}: no move`;
    const marks = [
      ...(move.isTrembled ? ["flipped by noise"] : []),
      ...(move.isFallback ? ["a fallback, not its own"] : []),
    ];
    const { symbol, label } = data.actions[move.action] ?? { symbol: "?", label: "?" };
    const name = label.toUpperCase() === symbol ? symbol : `${symbol} (${label})`;
    return `${match.players[seat]}: ${name}${marks.length === 0 ? "" : `, ${marks.join(", ")}`}`;
  };

  const tell = () => {
    const payoffs = payoffsOf(turn);
    const came =
      payoffs === null
        ? `This turn was not completed. ${match.reason ?? ""}`
        : `Payoffs ${rounded(payoffs[0])} and ${rounded(payoffs[1])}, so far ${totals()}.`;
    said.replaceChildren(
      element("strong", "", `Turn ${turn + 1} of ${turnsOf()}. `),
      new Text(`${sentence(0)}; ${sentence(1)}. ${came}`),
    );
  };

  /** @param {0 | 1} seat @param {number} at */
  const square = (seat, at) => {
    const move = moveOf(seat, at);
    if (move === null) return element("span", "", "·");
    const kind = data.cooperative === null ? "" : move.action === data.cooperative ? "c" : "d";
    const marks = `${move.isTrembled ? " trembled" : ""}${move.isFallback ? " fallback" : ""}`;
    return element("span", `${kind}${marks}`, move.letter);
  };

  const drawStrip = () => {
    const from = Math.floor(turn / STRIP) * STRIP;
    const to = Math.min(turnsOf(), from + STRIP);
    strip.replaceChildren(
      ...Array.from({ length: to - from }, (_, i) => {
        const at = from + i;
        const button = element("button", "turn", [square(0, at), square(1, at)]);
        button.type = "button";
        // The slider and the buttons do the same for the keyboard, without a hundred stops.
        button.tabIndex = -1;
        if (at === turn) button.setAttribute("aria-current", "true");
        button.addEventListener("click", () => goTo(at));
        return button;
      }),
    );
  };

  /** @param {Call} call */
  const callBox = ({ seat, title, facts, parts }) => {
    const list = element("dl", "facts");
    for (const [name, value] of facts) {
      const pair = [element("dt", "", data.lines[name]), element("dd", "", data.lines[value])];
      list.append(element("div", "", pair));
    }
    const texts = parts.flatMap(([name, text]) => [
      element("h5", "", data.lines[name]),
      element("pre", "", textOf(text)),
    ]);
    const head = element("h4", "", `${match.players[seat] ?? ""}: ${title}`);
    return element("article", "call", [head, list, ...texts]);
  };

  const tellBehind = () => {
    const messages = match.said.filter(([at]) => at === turn);
    const calls = match.calls.filter((call) => call.turn === turn);
    behind.replaceChildren(
      ...messages.map(([, seat, text]) =>
        element("p", "said", [
          element("strong", "", `${match.players[seat] ?? ""} says: `),
          element("q", "", textOf(text)),
        ]),
      ),
      ...calls.map(callBox),
    );
  };

  const buttons = [...box.querySelectorAll("button[data-go]")].filter(
    (one) => one instanceof HTMLButtonElement,
  );
  const targets = /** @type {Record<string, () => number>} */ ({
    first: () => 0,
    back: () => turn - 1,
    on: () => turn + 1,
    last: () => turnsOf() - 1,
  });

  /** @param {number} at */
  function goTo(at) {
    turn = Math.max(0, Math.min(turnsOf() - 1, at));
    slider.max = String(turnsOf());
    slider.value = String(turn + 1);
    slider.setAttribute("aria-valuetext", `turn ${turn + 1} of ${turnsOf()}`);
    for (const button of buttons) {
      const to = targets[button.dataset["go"] ?? ""]?.() ?? 0;
      // Not disabled, which would take the focus away from who stands on it.
      button.setAttribute("aria-disabled", String(to < 0 || to >= turnsOf() || to === turn));
    }
    tell();
    drawStrip();
    tellBehind();
  }

  for (const button of buttons) {
    button.addEventListener("click", () => goTo(targets[button.dataset["go"] ?? ""]?.() ?? 0));
  }
  slider.addEventListener("input", () => goTo(Number(slider.value) - 1));
  choice.addEventListener("change", () => {
    match = data.matches[choice.selectedIndex] ?? match;
    goTo(0);
  });
  box.addEventListener("keydown", (event) => {
    // These have arrow keys of their own, and long texts are scrolled with them.
    const { target } = event;
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const name = { ArrowLeft: "back", ArrowRight: "on", Home: "first", End: "last" }[event.key];
    if (name === undefined) return;
    event.preventDefault();
    goTo(targets[name]?.() ?? 0);
  });
  box.hidden = false;
  goTo(0);
}

for (const table of document.querySelectorAll("table.sortable")) {
  if (table instanceof HTMLTableElement) makeSortable(table);
}
for (const choices of document.querySelectorAll(".choices")) {
  if (choices instanceof HTMLElement) makeChoosable(choices);
}
const embedded = document.getElementById("data");
// eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- written by coplay itself, as Data
if (embedded !== null) browse(JSON.parse(embedded.textContent));
