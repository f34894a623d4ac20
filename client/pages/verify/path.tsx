import type { JSX } from 'preact';
import type { Trusted } from '../../../server/rules/trust.ts';
import { verify } from '../../i18n/verify.ts';

/** Who stands between a branch and the key that is trusted, on whose word alone the branch is who it is; nothing where nobody does. */
export function TrustPath({ trusted }: { trusted: Trusted | undefined }): JSX.Element | null {
  const t = verify();
  const [branch, ...above] = trusted?.path ?? [];
  const anchor = above.pop();
  if (branch === undefined || anchor === undefined || above.length === 0) return null;
  return (
    <>
      <p>{t.pathAbout(branch.name, above.map(({ name }) => name).join(', '), anchor.name)}</p>
      <ol aria-label={t.path}>
        {trusted?.path.map(({ id, name }) => (
          <li key={id}>
            {name} <span class="muted">{name === id ? '' : id}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
