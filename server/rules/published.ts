import { fromMarkdown, type NumberedBlock } from './proposal.ts';
import type { ResolutionPayload } from './statements.ts';

/** A resolution as others are told of it: what it says, whose it is, and where it is read. */
export interface PublishedResolution {
  /** Its address, by which it is known for good: its page in the branch that made it. */
  id: string;
  /** Hash of the statement. */
  hash: string;
  payload: ResolutionPayload;
  branch: { id: string; name: string };
  /** When it was signed, or received. */
  at: string;
  /** The page that shows it here, and the signed file. */
  page: string;
  file: string;
}

/** What was adopted, without its first heading where that is the title. */
export function adoptedBlocks({ title, text }: Pick<ResolutionPayload, 'title' | 'text'>): NumberedBlock[] {
  const blocks = fromMarkdown(text);
  const [first] = blocks;
  return first?.kind === 'heading' && first.text === title ? blocks.slice(1) : blocks;
}
