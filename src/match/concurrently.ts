/**
 * Works on items with at most `limit` under way at once, and yields the results as they come. Items are taken one by one
 * as there is room, so that memory does not grow with their number.
 *
 * @throws what `work` rejects with, when its turn comes; later rejections are swallowed, since nobody is left to hear
 */
export async function* concurrently<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const waiting = items[Symbol.iterator]();
  const settled: (() => Result)[] = [];
  let underWay = 0;
  let wake = (): void => undefined;
  const settle = (take: () => Result): void => {
    settled.push(take);
    wake();
  };
  const fill = (): void => {
    while (underWay < limit) {
      const next = waiting.next();
      if (next.done === true) return;
      underWay++;
      work(next.value).then(
        (result) => settle(() => result),
        (error: unknown) =>
          settle(() => {
            throw error;
          }),
      );
    }
  };

  fill();
  while (underWay > 0) {
    if (settled.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const take = settled.shift()!;
    underWay--;
    fill();
    yield take();
  }
}
