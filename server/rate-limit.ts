/** How much of something one asker may do: so much at once, and so much a second afterwards. */
export interface Limit {
  atOnce: number;
  perSecond: number;
}

/** Askers whose buckets are held at most; those that are full again go first. */
const mostHeld = 20_000;

/**
 * A bucket of tokens for each asker: a request takes one, and they come back with time. Kept in memory alone.
 * Times are milliseconds since 1970, by whatever clock the caller goes.
 */
export class Buckets {
  readonly #limit: Limit;
  readonly #held = new Map<string, { tokens: number; at: number }>();

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /** Milliseconds until the asker has a token; 0 where there is one. */
  waitFor(asker: string, now: number): number {
    const tokens = this.#tokensOf(asker, now);
    return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / this.#limit.perSecond) * 1000);
  }

  /** Takes a token, where there is one. Gives what `waitFor` would have. */
  take(asker: string, now: number): number {
    const wait = this.waitFor(asker, now);
    if (wait === 0) this.#hold(asker, { tokens: this.#tokensOf(asker, now) - 1, at: now });
    return wait;
  }

  #tokensOf(asker: string, now: number): number {
    const bucket = this.#held.get(asker);
    if (bucket === undefined) return this.#limit.atOnce;
    // a clock that was set back gives nothing and takes nothing
    const back = (Math.max(0, now - bucket.at) / 1000) * this.#limit.perSecond;
    return Math.min(this.#limit.atOnce, bucket.tokens + back);
  }

  #hold(asker: string, bucket: { tokens: number; at: number }): void {
    if (this.#held.size >= mostHeld && !this.#held.has(asker)) {
      for (const held of this.#held.keys())
        if (this.#tokensOf(held, bucket.at) >= this.#limit.atOnce) this.#held.delete(held);
      // all of them ask too much: the one that asked first is forgotten
      const [first] = this.#held.keys();
      if (this.#held.size >= mostHeld && first !== undefined) this.#held.delete(first);
    }
    this.#held.set(asker, bucket);
  }
}
