import { useEffect } from "react";

const TURN_MS = 125;

/** Calls `next` eight times a second while a match is played back. */
export function useReplay(isPlaying: boolean, next: () => void): void {
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(next, TURN_MS);
    return () => clearInterval(timer);
  }, [isPlaying, next]);
}
