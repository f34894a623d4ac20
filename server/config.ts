import * as v from 'valibot';

/** An origin passkeys work at: HTTPS, or http://localhost. */
export const Origin = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => {
    if (!URL.canParse(text)) return false;
    const { origin, protocol, hostname } = new URL(text);
    return origin === text && (protocol === 'https:' || hostname === 'localhost');
  }, 'must be an origin such as https://vedtak.example.no (or http://localhost:8080), without a path'),
);

/** What the branches' keys are sealed under. */
export const Secret = v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'));

const Environment = v.object({
  PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/u, 'must be a number'), v.transform(Number)), '8080'),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1)), 'localhost'),
  VEDTAK_URL: v.optional(Origin),
  VEDTAK_DATA: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
  VEDTAK_SECRET: v.optional(Secret),
  VEDTAK_ALLOW_PRIVATE: v.optional(v.picklist(['0', '1']), '0'),
});

/** How a Node server is run. `port` 0 takes a free one; `url` is undefined for http://localhost at that port. */
export interface Config {
  port: number;
  host: string;
  url: string | undefined;
  data: string;
  secret: string | undefined;
  /** Whether other servers may stand in a private network. */
  allowPrivate: boolean;
}

/**
 * The configuration in the environment; the README's table says what each variable means.
 * @throws Error naming the variable that is wrong, without its value.
 */
export function configFrom(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = v.safeParse(Environment, environment);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${v.getDotPath(issue)}: ${issue.message}`);
  }
  const { PORT, HOST, VEDTAK_URL, VEDTAK_DATA, VEDTAK_SECRET, VEDTAK_ALLOW_PRIVATE } = parsed.output;
  return {
    port: PORT,
    host: HOST,
    url: VEDTAK_URL,
    data: VEDTAK_DATA,
    secret: VEDTAK_SECRET,
    allowPrivate: VEDTAK_ALLOW_PRIVATE === '1',
  };
}
