/** To the alternate screen; no cursor; a line too long is cut, not wrapped. */
const ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
/** All of that back, and ordinary letters. */
const LEAVE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

/**
 * Takes the whole terminal and returns what gives it back as it was, which may be called more than once. It is given
 * back by itself when the process ends, and before an uncaught error is printed, which would be lost otherwise.
 */
export function takeTerminal(stdout: NodeJS.WriteStream): () => void {
  let taken = true;
  const giveBack = (): void => {
    if (!taken) return;
    taken = false;
    process.off("exit", giveBack);
    process.off("uncaughtExceptionMonitor", giveBack);
    stdout.write(LEAVE);
  };
  process.on("exit", giveBack);
  process.on("uncaughtExceptionMonitor", giveBack);
  stdout.write(ENTER);
  return giveBack;
}
