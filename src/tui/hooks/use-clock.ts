import { useEffect, useState } from "react";

const TICK_MS = 1_000;

/** The time in ms, once a second while `isRunning`. */
export function useClock(now: () => number, isRunning: boolean): number {
  const [, setTicks] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now();
}
