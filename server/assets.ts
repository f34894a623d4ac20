/** Whether an address is one of the client's pages: there is no dot in its last part. */
export function isPage(path: string): boolean {
  return !/\.[^/]*$/u.test(path);
}

/** How long browsers keep what is at an address: files under /assets, whose hash is in their name, for good. */
export function cachingOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
