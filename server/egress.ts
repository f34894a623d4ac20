/**
 * The text of an answer, read no further than it may be long, in bytes; undefined where it is longer.
 * @throws TypeError or AbortError when the connection ends before it does.
 */
export async function textWithin(answer: Response, longest: number): Promise<string | undefined> {
  if (answer.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > longest) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
