import fc from 'fast-check';
import * as v from 'valibot';
import { draftOf } from '../../../client/components/editor/drafts.ts';
import { dayIn as dayOf, momentOf, parseClock, parseDay } from '../../../client/components/when.ts';
import { withEntry, withSeen } from '../../../client/heard.ts';
import { marksOf } from '../../../client/marks.ts';
import { keptApart } from '../../../client/pages/county/apart.ts';
import { draftOf as formOf } from '../../../client/pages/delegate/draft.ts';
import { placeOf, progressOf, readSlip, Slip } from '../../../client/secret/slips.ts';
import type { Endpoint } from '../../../server/api/endpoint.ts';
import { type EndpointName, endpoints } from '../../../server/api/endpoints.ts';
import { Snapshot } from '../../../server/api/snapshot.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { Hash, Time } from '../../../server/rules/formats.ts';
import { JournalEntry } from '../../../server/rules/journal.ts';
import { readSeen } from '../../../server/rules/journal-proof.ts';
import { clockOf, dayIn } from '../../../server/rules/norwegian-time.ts';
import { retryAfter } from '../../../server/rules/webhook-event.ts';
import { valueBy } from '../from-schema.ts';
import { mutateJws, pumpedJws, type Signed, signedPart } from '../jws.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import { pumpedValue } from '../pump.ts';
import type { Random } from '../random.ts';
import { holds, type Target } from '../target.ts';
import { onText } from './making.ts';
import { standIn } from './stand-in.ts';
import { world } from './world.ts';

interface Answer {
  endpoint: EndpointName;
  status: number;
  body: string;
}

/** As much of a page as the choice of language asks for. */
const page = { documentElement: {} };

const answers: Target<Answer> = {
  name: 'answers',
  reads: 'client/api.ts call: what a server, or something in between, answers the page',
  async open() {
    // the catalogue of problems says its language to the page
    const closeDocument = standIn('document', page);
    const { call } = await import('../../../client/api.ts');
    const names = (Object.keys(endpoints) as EndpointName[]).filter(
      (name) => (endpoints[name] as Endpoint).method === 'GET',
    );
    const parameters = new Proxy({}, { get: () => 'x', has: () => false });
    let next = new Response('');
    const close = standIn('fetch', async () => next);
    const problem = { type: '/api#not_found', title: 'x', status: 404, detail: 'x', code: 'not_found' };
    return {
      make(random) {
        const endpoint = random.pick(names);
        const whole = random.chance(0.2) ? problem : valueBy(random, (endpoints[endpoint] as Endpoint).response);
        const value = random.chance(0.4) ? whole : mutateValue(random, whole, []);
        const text = JSON.stringify(value) ?? '';
        return {
          endpoint,
          status: random.pick([200, 200, 200, 201, 400, 404, 500, 502, 599]),
          body: random.chance(0.15) ? mutateText(random, text, []) : text,
        };
      },
      async attempt({ endpoint, status, body }) {
        next = new Response(body, { status });
        const result = await call(endpoint as 'snapshot', parameters);
        holds(result.ok || typeof result.problem.code === 'string', 'an answer is a value or a problem');
        return result.ok;
      },
      close: async () => {
        close();
        closeDocument();
      },
    };
  },
};

interface Kept {
  marks: string;
  draft: string;
  form: string;
  apart: string;
  vote: unknown;
}

const form = { base: 'A'.repeat(43), place: { from: 1, to: 2 }, type: null, text: 'x', reason: '' };
const Form = v.object({
  base: v.string(),
  place: v.nullable(v.object({ from: v.number(), to: v.number() })),
  type: v.nullable(v.string()),
  text: v.string(),
  reason: v.string(),
});

let papers = 0;
const kept: Target<Kept> = {
  name: 'kept',
  reads:
    'client/marks.ts, client/components/editor/drafts.ts, client/pages/delegate/draft.ts, client/pages/county/apart.ts, client/outbox.ts readKept: what a device kept of papers, drafts, choices and open votes',
  async open() {
    const storage = new Map<string, string>();
    const close = standIn('localStorage', { getItem: (key: string) => storage.get(key) ?? null });
    const closeDocument = standIn('document', page);
    const { readKept } = await import('../../../client/outbox.ts');
    const { meeting } = await world();
    const marks = { 1: 'for', 2: 'blank' };
    const draft = { text: 'x', title: null, blocks: [{ key: 0, kind: 'point', text: 'x' }], base: 'A'.repeat(43) };
    const apart = [`${'A'.repeat(43)} ${'B'.repeat(43)}`];
    const [signed] = meeting.evidence.ballots[0]?.votes ?? [];
    const vote = { slug: 'x', vote: signed, state: 'sending', promise: null, deliveredAt: null, code: null };
    const others = [marks, draft, form, apart, vote];
    const changed = (random: Random, value: unknown): string => {
      const text = JSON.stringify(random.chance(0.5) ? mutateValue(random, value, others) : value) ?? 'x';
      return random.chance(0.3) ? mutateText(random, text, []) : text;
    };
    return {
      make: (random) => ({
        marks: changed(random, marks),
        draft: changed(random, draft),
        form: changed(random, form),
        apart: changed(random, apart),
        vote: mutateValue(random, vote, others),
      }),
      attempt(input) {
        papers += 1;
        storage.clear();
        storage.set(`vedtak:marks:${papers}`, input.marks);
        storage.set(`vedtak:proposal:m:${papers}`, input.draft);
        storage.set(`vedtak:draft:${papers}`, input.form);
        storage.set('vedtak:apart:m', input.apart);
        const read = marksOf(String(papers)).value;
        holds(
          Object.values(read).every((mark) => typeof mark === 'string'),
          'marks are texts',
        );
        const opened = draftOf('m', String(papers)).value;
        holds(opened === null || opened.base === null || v.is(Hash, opened.base), 'a draft is one');
        holds(v.is(Form, formOf(String(papers), Form, form).now.value), 'a form is one');
        for (const pair of keptApart('m')) holds(typeof pair === 'string', 'a pair is a text');
        const held = readKept(input.vote);
        if (held !== undefined) holds(hashOf(held.vote.statement).length === 43, 'a vote has a hash');
        return opened !== null;
      },
      close: async () => {
        close();
        closeDocument();
      },
    };
  },
};

const slips: Target = {
  name: 'slips',
  reads: 'client/secret/slips.ts readSlip: what a device kept of papers of secret ballots, its box in the browser',
  open: () => ({
    make: (random) => {
      const whole = valueBy(random, Slip);
      return random.chance(0.3) ? whole : mutateValue(random, whole, []);
    },
    attempt(value) {
      const slip = readSlip(value);
      if (slip === undefined) return false;
      const place = placeOf(slip);
      holds(place === `${slip.paper.ballot}/${slip.delegate}`, 'a slip has its place');
      holds(hashOf(slip.paper).length === 43, 'its paper has a hash');
      holds(progressOf(slip).drawn === (slip.signature !== null), 'it has come so far');
      return true;
    },
    pumped: (random, length) => pumpedValue(random, length, valueBy(random, Slip)),
  }),
};

interface Heard {
  shown: Snapshot;
  data: string;
}

const heard: Target<Heard> = {
  name: 'heard',
  reads: "client/heard.ts withEntry, withSeen: entries of the journal, as a branch's stream of events brings them",
  open: () => ({
    make(random) {
      const shown = valueBy(random, Snapshot) as Snapshot;
      const ballot = shown.ballots[0]?.id ?? 'x';
      const counts = { typ: 'vedtak/entry/1', index: shown.index + 1, at: shown.at, ballot };
      const count = random.pick([0, 1, 7, 2 ** 53]);
      const entry = random.pick([
        { ...counts, type: 'vote.cast', voted: count },
        { ...counts, type: 'paper.drawn', drawn: count },
        valueBy(random, JournalEntry),
      ]);
      const text = JSON.stringify(random.chance(0.5) ? mutateValue(random, entry, []) : entry) ?? '';
      return { shown, data: random.chance(0.2) ? mutateText(random, text, []) : text };
    },
    attempt({ shown, data }) {
      const after = withEntry(shown, data);
      if (after === undefined) return false;
      const seen = withSeen(shown, after);
      for (const [at, { voted }] of shown.ballots.entries())
        holds((after.ballots[at]?.voted ?? 0) >= voted, 'a count only grows');
      holds(seen.ballots.length === shown.ballots.length, 'no ballot goes');
      return true;
    },
  }),
};

const promise: Target<Signed> = {
  name: 'promise',
  reads: 'client/promise.ts checkPromise: the promise for a vote',
  async open() {
    const { promise: whole, branch, meeting } = await world();
    const keys = JSON.stringify({ keys: [branch.key.publicJwk] });
    const closeDocument = standIn('document', page);
    const close = standIn('fetch', async () => new Response(keys));
    const { checkPromise } = await import('../../../client/promise.ts');
    const expected = { ballot: hashOf(meeting.definition.statement), statement: hashOf('vote') };
    return {
      make: (random) => mutateJws(random, whole, [whole], branch.key),
      async attempt({ jws, anew }) {
        const checked = await checkPromise('bergen', jws, expected);
        if (checked.ok && !anew) holds(signedPart(jws) === signedPart(whole), 'a promise that holds was not changed');
        return checked.ok;
      },
      pumped: (random, length) => pumpedJws(random, length, whole),
      close: async () => {
        close();
        closeDocument();
      },
    };
  },
};

const typed: Target<string> = {
  name: 'typed',
  reads:
    'rules/journal-proof.ts readSeen, client/components/when.ts, rules/norwegian-time.ts, rules/webhook-event.ts retryAfter: what people and headers say of sizes and times',
  open() {
    const corpus = [
      '12: ananas anker appelsin avis bagasje balkong banan bank',
      'torsdag 7. mars 2026',
      '07.03.26',
      '2026-03-07',
      'kl. 19.05',
      '1905',
      'Wed, 21 Oct 2026 07:28:00 GMT',
      '120',
      '2026-03-07T19:00',
      '2026-03-29T02:30',
      '2026-03-12T18:30:00.000Z',
      '0000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ];
    const today = dayOf(Date.parse('2026-03-12T18:30:00.000Z'));
    return onText(
      corpus,
      ['mars', 'mandag, den ', ':', '.', '-', '/', ' ', '000000000000000', '9999', '24', '60'],
      (text) => {
        const seen = readSeen(text);
        if (seen !== undefined)
          holds(Number.isSafeInteger(seen.size) && seen.words.length === 8, 'a checkpoint is a size and eight words');
        const day = parseDay(text, today);
        const clock = parseClock(text);
        if (day !== null) holds(day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31, 'a day is one');
        if (clock !== null) holds(clock.hour < 24 && clock.minute < 60, 'a time of day is one');
        const moment = /^[12]/u.test(text) ? momentOf(text) : null;
        holds(retryAfter(text, 0) >= 0, 'nobody waits backwards');
        if (v.is(Time, text))
          holds(/\d\d\.\d\d$/u.test(clockOf(text)) && dayIn('nb', text).length > 5, 'a time has a day and a clock');
        return seen !== undefined || day !== null || clock !== null || moment !== null;
      },
    );
  },
};

const stored: Target = {
  name: 'hashes',
  reads: 'rules/canonical.ts canonicalBytes, fromBase64url: values and texts of any kind',
  open: () => ({
    make: (random) =>
      fc.sample(fc.anything({ withNullPrototype: true, maxDepth: 3 }), { seed: random.bits() | 0, numRuns: 1 })[0],
    attempt(value) {
      try {
        return hashOf(value).length === 43;
      } catch (error) {
        holds(error instanceof Error, 'what has no canonical JSON is an error');
        return false;
      }
    },
  }),
};

export const deviceTargets: readonly Target[] = [answers, kept, slips, heard, promise, typed, stored];
