/** The address of the box of a secret ballot, as the branch signs it. */
export function boxAddress(slug: string, ballot: string): string {
  return `/lag/${encodeURIComponent(slug)}/ballots/${ballot}/box.jws`;
}
