import { CoplayError } from "../core/errors.ts";

interface Remedy {
  readonly message: string;
  readonly hint: string;
}

const ELSEWHERE = "Choose another place with --out.";
const FULL: Remedy = {
  message: "the disk is full",
  hint: `Free some space, or choose another place with --out. Nothing was left behind.`,
};
const FORBIDDEN: Remedy = { message: "nothing can be written there", hint: ELSEWHERE };

/** What a file system says, by its code. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: FORBIDDEN,
  ENOTDIR: { message: "a part of the path is not a folder", hint: ELSEWHERE },
  ENAMETOOLONG: { message: "the name is too long", hint: ELSEWHERE },
  EIO: { message: "the disk failed", hint: ELSEWHERE },
};

/**
 * Calls `action`.
 *
 * @throws CoplayError about `path` where the file system refuses
 */
export function writing<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const remedy = REMEDIES[code];
    if (remedy === undefined) throw cause;
    throw new CoplayError(`${path}: ${remedy.message}`, { hint: remedy.hint, cause });
  }
}
