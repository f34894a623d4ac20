/** What stands behind the `#` of an address, decoded; as it stands where it is encoded wrongly, as mail programs can leave it. */
export function fragmentOf(hash: string): string {
  const text = hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
