import type { SpeakerList, SpeechKind, SpeechRequest } from '../server/rules/speakers.ts';
import type { Reader, Writer } from './engine.ts';

/** A request for the floor with the name of whoever asks. */
export interface SpeakerRow extends SpeechRequest {
  meeting: string;
  /** The agenda item under which it was asked; null before the first. */
  item: string | null;
  name: string;
}

/** The requests under an agenda item of a meeting, in order of asking; whoever has the floor is among them whatever the item. */
export async function speakersOf(reader: Reader, meeting: string, item: string | null): Promise<SpeakerRow[]> {
  const rows = await selectSpeakers(reader)
    .where('speaker.meeting', '=', meeting)
    .where((eb) => eb.or([eb('speaker.item', 'is', item), eb('speaker.state', '=', 'speaking')]))
    .orderBy('speaker.ordinal')
    .execute();
  return rows.map(rowOf);
}

export async function findSpeaker(reader: Reader, id: string): Promise<SpeakerRow | undefined> {
  const row = await selectSpeakers(reader).where('speaker.id', '=', id).executeTakeFirst();
  return row && rowOf(row);
}

export async function insertSpeaker(
  writer: Writer,
  row: { id: string; meeting: string; item: string | null; member: string; kind: SpeechKind; list: SpeakerList },
  at: string,
): Promise<void> {
  await writer
    .insertInto('speaker')
    .values({ ...row, state: 'waiting', asked_at: at, started_at: null, ended_at: null })
    .execute();
}

export async function withdrawSpeaker(writer: Writer, id: string, at: string): Promise<void> {
  await writer.updateTable('speaker').set({ state: 'withdrawn', ended_at: at }).where('id', '=', id).execute();
}

/** Ends the speech of whoever has the floor in a meeting, if anybody has. */
export async function endSpeeches(writer: Writer, meeting: string, at: string): Promise<void> {
  await writer
    .updateTable('speaker')
    .set({ state: 'done', ended_at: at })
    .where('meeting', '=', meeting)
    .where('state', '=', 'speaking')
    .execute();
}

/** Gives the floor to a request, and to nobody else. */
export async function startSpeech(writer: Writer, { id, meeting }: SpeakerRow, at: string): Promise<void> {
  await endSpeeches(writer, meeting, at);
  await writer.updateTable('speaker').set({ state: 'speaking', started_at: at }).where('id', '=', id).execute();
}

/** Closes the list of speakers of a meeting, or opens it. */
export async function setListClosed(writer: Writer, meeting: string, closed: boolean): Promise<void> {
  await writer
    .updateTable('meeting')
    .set({ list_closed: closed ? 1 : 0 })
    .where('id', '=', meeting)
    .execute();
}

function selectSpeakers(reader: Reader) {
  return reader
    .selectFrom('speaker')
    .innerJoin('member', 'member.id', 'speaker.member')
    .select([
      'speaker.id',
      'speaker.meeting',
      'speaker.item',
      'speaker.member',
      'speaker.kind',
      'speaker.list',
      'speaker.state',
      'speaker.started_at',
      'member.name',
    ]);
}

type Selected = Omit<SpeakerRow, 'list' | 'startedAt'> & { list: string; started_at: string | null };

function rowOf({ started_at: startedAt, list, ...row }: Selected): SpeakerRow {
  return { ...row, list: list as SpeakerList, startedAt };
}
