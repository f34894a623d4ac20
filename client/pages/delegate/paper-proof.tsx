import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { boxAddress } from '../../secret/box-address.ts';
import { saveComplaint } from '../../secret/complaint.ts';
import { remove, type Slip } from '../../secret/slips.ts';

/** The box as a file that the branch signs: whoever has it can try complaints by it. */
export function BoxLink({ slug, ballot }: { slug: string; ballot: string }): JSX.Element {
  return (
    <a class="ds-link" href={boxAddress(slug, ballot)} download>
      {words().saveBox}
    </a>
  );
}

/** The button that deletes a paper from the phone, and what that means. */
export function Removal({ slip, about, onRemoved }: { slip: Slip; about: string; onRemoved: () => void }): JSX.Element {
  const t = words();
  const failed = useSignal(false);
  const start = async (): Promise<void> => {
    failed.value = false;
    onRemoved();
    if (await remove(slip)) announce(t.removed);
    else failed.value = true;
  };
  return (
    <>
      <p class="muted small">{about}</p>
      {failed.value && (
        <Notice tone="danger" role="alert" title={t.notRemoved}>
          <p>{t.notRemovedNext}</p>
        </Notice>
      )}
      <Button variant="secondary" color="neutral" onClick={() => void start()}>
        {t.remove}
      </Button>
    </>
  );
}

interface ProofProps {
  slip: Slip;
  /** Of the ballot, where it is known. */
  number: number | undefined;
  /** The complaint file was saved. */
  onComplained: () => void;
}

/** That the paper is not in the box, and the two files that anybody can see it by. */
export function Missing(props: ProofProps): JSX.Element {
  const t = words();
  const promised = props.slip.dropPromise !== null;
  return (
    <Notice tone="danger" title={t.missing}>
      <p>{promised ? t.missingNext : t.missingNoPromise}</p>
      <Proof {...props} />
    </Notice>
  );
}

/** The two files of a complaint, and what they prove. */
export function Proof({ slip, number, onComplained }: ProofProps): JSX.Element {
  const t = words();
  const save = (): void => {
    saveComplaint(slip, t.complaintName(number));
    onComplained();
  };
  return (
    <>
      <p>{slip.dropPromise !== null ? t.complaintAbout : t.complaintWeak}</p>
      <p>
        {t.boxToo} {t.complaintNext}
      </p>
      <div class="actions">
        <Button color="danger" onClick={save}>
          {t.complaint}
        </Button>
        <BoxLink slug={slip.slug} ballot={slip.paper.ballot} />
      </div>
    </>
  );
}
