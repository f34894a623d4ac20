/** A file that was signed, as an HTTP answer: to be saved under a name where there is one. */
export function fileResponse(body: string, media: string, { name, status = 200 }: FileAnswer = {}): Response {
  const disposition = name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` };
  return new Response(body, {
    status,
    headers: { 'content-type': media, 'cache-control': 'no-store', ...disposition },
  });
}

interface FileAnswer {
  name?: string;
  status?: number;
}
