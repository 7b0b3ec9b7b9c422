import { jsonOf } from "../json.ts";
import type { RunReport } from "../run-report.ts";
import { html, preformatted, type Markup } from "./markup.ts";

/** What it takes to make the run again. */
export function manifestSection({ manifest, run }: RunReport): Markup {
  const { spec, specHash, codeVersion, nodeVersion, reportVersion, commands } = manifest;
  const facts = [
    ["played by", `coplay ${codeVersion}`],
    ["on", `Node ${nodeVersion}`],
    ["report by", `coplay ${reportVersion}`],
    ["seed", String(run.seed)],
    ["hash of the specification", specHash],
  ] as const;
  return html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <h3>Commands</h3>
    <pre>${preformatted(commands.join("\n"))}</pre>
    <h3>Specification</h3>
    <pre tabindex="0" role="region" aria-label="Specification">${preformatted(pretty(spec))}</pre>`;
}

function pretty(text: string): string {
  const value = jsonOf(text);
  return value === null ? text : JSON.stringify(value, null, 2);
}
