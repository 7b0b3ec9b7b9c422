import { join, parse } from "node:path";

/** The cache of replies stands beside its log: `results/coplay.db` has `results/coplay.cache.db`. */
export function cacheOf(db: string): string {
  const { dir, name } = parse(db);
  return join(dir, `${name}.cache.db`);
}
