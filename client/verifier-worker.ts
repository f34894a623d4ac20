import { judge, judgeBox } from './judge.ts';
import type { Job, Reply } from './verifier.ts';

/** Verifies beside the page, so that thousands of signatures do not hold it up. Sends nothing but answers to the page. */
addEventListener('message', ({ data }: MessageEvent<Job>) => {
  const { id, files } = data;
  const answer = (reply: Reply): void => postMessage(reply);
  const progress = (done: number, total: number): void => answer({ id, done, total });
  const judged = 'box' in files ? judgeBox(files, progress) : judge(files, progress);
  judged.then(
    (judgement) => answer({ id, judgement }),
    (error: unknown) => answer({ id, fault: error instanceof Error ? error.message : String(error) }),
  );
});
