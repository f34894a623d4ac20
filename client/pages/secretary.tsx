import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Member } from '../../server/api/secretary.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { BranchPage, type BranchView } from '../components/branch-page.tsx';
import { Button } from '../components/button.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { secretary } from '../i18n/secretary.ts';
import { AgendaSection } from './secretary/agenda.tsx';
import { AmendmentsSection } from './secretary/amendments.tsx';
import type { DeskProps } from './secretary/desk.ts';
import { DoorSection } from './secretary/door.tsx';
import { MeetingSection } from './secretary/meeting.tsx';
import { MembersSection } from './secretary/members.tsx';
import { ProposalsSection } from './secretary/proposals.tsx';
import { RollSection } from './secretary/roll.tsx';
import { hasKey, useRoster } from './secretary/roster.ts';
import '../styles/pages/secretary.css';

type Station = 'members' | 'meeting' | 'agenda' | 'door' | 'roll' | 'proposals' | 'amendments';

/** The sections in the order of the work, by the word that stands after the # in the address. */
const stations: Record<string, Station> = {
  medlemmer: 'members',
  mote: 'meeting',
  dagsorden: 'agenda',
  dor: 'door',
  manntall: 'roll',
  forslag: 'proposals',
  endringer: 'amendments',
};

const sections: Record<Station, (props: DeskProps) => JSX.Element> = {
  members: MembersSection,
  meeting: MeetingSection,
  agenda: AgendaSection,
  door: DoorSection,
  roll: RollSection,
  proposals: ProposalsSection,
  amendments: AmendmentsSection,
};

/** The secretary's page: members, meeting, agenda, door, roll, proposals and amendments. */
export default function SecretaryPage({ slug }: { slug: string }): JSX.Element {
  return (
    <BranchPage slug={slug} title={secretary().title} roles={['leader', 'secretary']} wide>
      {(view) => <Loading {...view} />}
    </BranchPage>
  );
}

function Loading(view: BranchView): JSX.Element {
  const roster = useRoster(view.live.slug, view.snapshot.index);
  const members = roster.members.value;
  if (members !== null) {
    return (
      <>
        <ProblemBox problem={roster.problem.value} />
        <Desk {...view} members={members} roster={roster} />
      </>
    );
  }
  if (roster.problem.value === null) return <p>{common().loading}</p>;
  return (
    <>
      <ProblemBox problem={roster.problem.value} />
      <div class="actions">
        <Button variant="secondary" onClick={() => void roster.load()}>
          {common().again}
        </Button>
      </div>
    </>
  );
}

function stationIn(hash: string): Station | undefined {
  return stations[hash.slice(1)];
}

/** Where the work is now: nobody to invite, no meeting, else the door. */
function firstStation({ members, snapshot }: DeskProps): Station {
  if (members.length <= 1) return 'members';
  return snapshot.meeting === null ? 'meeting' : 'door';
}

function Desk(props: DeskProps): JSX.Element {
  const station = useSignal<Station>(stationIn(location.hash) ?? firstStation(props));
  const t = secretary();
  useEffect(() => {
    const go = (): void => {
      const wanted = stationIn(location.hash);
      if (wanted === undefined) return;
      station.value = wanted;
      // The new section is drawn first.
      requestAnimationFrame(() => document.getElementById('station')?.focus());
    };
    addEventListener('hashchange', go);
    return () => removeEventListener('hashchange', go);
  }, [station]);
  const Section = sections[station.value];
  return (
    <div class="desk">
      <nav aria-label={t.sections} class="stations">
        <ol>
          {Object.entries(stations).map(([word, one], i) => (
            <li key={one}>
              <a href={`#${word}`} aria-current={one === station.value ? 'page' : undefined}>
                <span class="station-name">
                  <span class="station-number">{i + 1}</span> {t.station[one]}
                </span>
                <span class="station-state">{stateOf(one, props.snapshot, props.members)}</span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <h2 class="ds-heading" data-size="md" id="station" tabIndex={-1}>
        {t.stationTitle[station.value]}
      </h2>
      <Section {...props} />
      {props.me.roles.includes('chair') && (
        <p>
          <a class="ds-link" href={`/lag/${props.live.slug}/styr`}>
            {t.toChair}
          </a>
        </p>
      )}
    </div>
  );
}

/** How far each section has come, in a few words. */
function stateOf(station: Station, { meeting, roll, proposals }: Snapshot, members: readonly Member[]): string {
  const t = secretary();
  switch (station) {
    case 'members':
      return t.stateMembers(members.filter(hasKey).length, members.length);
    case 'meeting':
      return meeting === null ? t.stateNoMeeting : t.stateMeeting(meeting.officers.signer.length);
    case 'agenda':
      return t.stateAgenda(meeting?.agenda.length ?? 0);
    case 'door':
      return t.stateDoor(members.filter(({ checkedIn }) => checkedIn).length);
    case 'roll':
      return roll === null ? t.stateNoRoll : t.stateRoll(roll.version, roll.changes);
    case 'proposals':
      return t.stateProposals(proposals.length);
    case 'amendments':
      return t.stateAmendments(proposals.reduce((sum, { amendments }) => sum + amendments.length, 0));
  }
}
