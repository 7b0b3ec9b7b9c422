/**
 * Yields what promises resolve to, as they do, in time linear in their number.
 *
 * @throws the first rejection, when its turn comes
 */
export async function* inOrderOfCompletion<T>(promises: readonly Promise<T>[]): AsyncGenerator<T> {
  const fill: ((promise: Promise<T>) => void)[] = [];
  const slots = promises.map(() => new Promise<T>((resolve) => fill.push(resolve)));
  let next = 0;
  for (const promise of promises) {
    const settled = (): void => fill[next++]!(promise);
    promise.then(settled, settled);
  }
  for (const slot of slots) yield await slot;
}
