/**
 * Works on items with at most `limit` under way at once, and yields the results as they come, together those that came
 * while the one who asks was busy. Items are taken one by one as there is room, so that memory does not grow with their
 * number.
 *
 * @param most results that are yielded together
 * @throws what `work` rejects with, when its turn comes; later rejections are swallowed, since nobody is left to hear
 */
export async function* concurrently<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
  most = Infinity,
): AsyncGenerator<Result[]> {
  const waiting = items[Symbol.iterator]();
  const settled: ({ readonly result: Result } | { readonly error: unknown })[] = [];
  let underWay = 0;
  let wake = (): void => undefined;
  const settle = (outcome: (typeof settled)[number]): void => {
    settled.push(outcome);
    wake();
  };
  const fill = (): void => {
    while (underWay < limit) {
      const next = waiting.next();
      if (next.done === true) return;
      underWay++;
      work(next.value).then(
        (result) => settle({ result }),
        (error: unknown) => settle({ error }),
      );
    }
  };

  fill();
  while (underWay > 0) {
    if (settled.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const taken = settled.splice(0, most);
    underWay -= taken.length;
    fill();
    const results: Result[] = [];
    for (const outcome of taken) {
      if ("error" in outcome) {
        if (results.length > 0) yield results;
        throw outcome.error;
      }
      results.push(outcome.result);
    }
    yield results;
  }
}
