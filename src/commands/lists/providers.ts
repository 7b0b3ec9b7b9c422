import { CoplayError, SpecError } from "../../core/errors.ts";
import { capabilitiesOf } from "../../llm/capabilities.ts";
import { createProvider, providers } from "../../llm/providers/index.ts";
import { NONE } from "../../report/number.ts";
import type { Column } from "../../report/table.ts";

/** Host and path of an address that a variable holds: what else is in it may be a secret. Null where it holds none. */
function addressIn(value: string | undefined): string | null {
  if (value === undefined || value.trim() === "") return null;
  if (!URL.canParse(value)) return "not an address";
  const { origin, pathname } = new URL(value);
  return origin + pathname;
}

/** Whether the provider could be asked as things are; where it has no address yet, whether it will want a key. */
function isReady({ name, needsKey }: (typeof providers)[number]): boolean {
  const capabilities = capabilitiesOf(name, "model");
  try {
    createProvider({
      name,
      model: "model",
      environment: process.env,
      capabilities,
      now: Date.now,
    }).requireReady();
    return true;
  } catch (error) {
    if (!(error instanceof CoplayError)) throw error;
    return error instanceof SpecError && !needsKey;
  }
}

function keyOf(provider: (typeof providers)[number]): string {
  const isSet = (process.env[provider.keyVariable] ?? "").trim() !== "";
  if (isReady(provider)) return isSet ? "set" : "not needed";
  return isSet ? "unusable" : "missing";
}

/** Every provider of models, and whether its key is known here. Keys themselves are never shown. */
export const providerRows = () =>
  providers.map((provider) => {
    const { name, baseUrl, keyVariable, baseUrlVariable } = provider;
    return {
      name,
      example: `${name}/<model>`,
      baseUrl: addressIn(process.env[baseUrlVariable]) ?? baseUrl,
      baseUrlVariable,
      keyVariable,
      key: keyOf(provider),
    };
  });

export const providerColumns: readonly Column<ReturnType<typeof providerRows>[number]>[] = [
  { header: "players", align: "left", rank: 0, value: ({ example }) => example },
  { header: "base URL", align: "left", rank: 1, value: ({ baseUrl }) => baseUrl ?? NONE },
  { header: "from", align: "left", rank: 2, value: ({ baseUrlVariable }) => baseUrlVariable },
  { header: "key", align: "left", rank: 0, value: ({ key }) => key },
  { header: "from", align: "left", rank: 0, value: ({ keyVariable }) => keyVariable },
];
