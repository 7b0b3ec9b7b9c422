import type { LlmAgent } from "../llm/agent.ts";

/** What models are not asked for although their players' options say so, a line each. */
export function departureLines(agents: readonly LlmAgent[]): readonly string[] {
  const lines = agents.flatMap(({ provider, departures }) => {
    const model = `${provider.name}/${provider.model}`;
    return departures.map(({ option, asked, sent }) =>
      sent === null
        ? `${model} does not take ${option}: it is not sent`
        : `${model} cannot be asked by ${asked}: it is asked by ${sent}`,
    );
  });
  return [...new Set(lines)];
}
