// Values that are made within a callback, read as a sequence outside of it: one at a time, and the maker waits until it
// is taken.
//
// A transaction runs for as long as its callback does; a stream of its rows has to leave that callback row by row.

/**
 * Thrown to the maker when nobody wants more; it ends the transaction by undoing it, which is right for one that only
 * reads.
 */
class Enough extends Error {}

export async function* handOver<T>(make: (give: (value: T) => Promise<void>) => Promise<void>): AsyncGenerator<T> {
  let offer: (value: { readonly value: T } | undefined) => void = () => undefined;
  let next = new Promise<{ readonly value: T } | undefined>((resolve) => (offer = resolve));
  let taken: () => void = () => undefined;
  let refused: (reason: Error) => void = () => undefined;
  const give = (value: T): Promise<void> =>
    new Promise((resolve, reject) => {
      taken = resolve;
      refused = reject;
      offer({ value });
    });
  const made = make(give).finally(() => {
    offer(undefined);
  });
  made.catch(() => undefined); // told below, to whoever reads
  try {
    for (let item = await next; item; item = await next) {
      next = new Promise((resolve) => (offer = resolve));
      yield item.value;
      taken();
    }
    await made;
  } finally {
    refused(new Enough());
    await made.catch(() => undefined);
  }
}
