import type { JSX } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso';
import { Button } from './components/button.tsx';
import { Layout } from './components/layout.tsx';
import { Page } from './components/page.tsx';
import { common } from './i18n/common.ts';
import { loadCatalogues } from './i18n/language.ts';

/** Addresses that are pages; a link to anything else (files, the API) is the browser's. */
const pages =
  /^\/(?:$|[?#]|(?:oppsett|verify|api)\/?(?:[?#]|$)|lag\/[^/?#]+(?:\/(?:inn|styr|referent|innboks|skjerm|protokoll|organisasjon|utboks|horinger|utvalg|programmer|vedtak\/\d+|(?:horing|utvalg|mottatt)\/[\w-]+))?\/?(?:[?#]|$))/u;

/** A page in a file of its own; when the file cannot be fetched the page says so. */
function page<P>(load: () => Promise<{ default: (props: P) => JSX.Element }>) {
  const loadAll = async (): Promise<{ default: (props: P) => JSX.Element }> => {
    const file = await load();
    await loadCatalogues();
    return file;
  };
  return lazy(() => loadAll().catch(() => ({ default: Unreachable as (props: P) => JSX.Element })));
}

const FrontPage = page(() => import('./pages/front.tsx'));
const SetupPage = page(() => import('./pages/setup.tsx'));
const DelegatePage = page(() => import('./pages/delegate/page.tsx'));
const ApiPage = page(() => import('./pages/api.tsx'));
const InvitationPage = page(() => import('./pages/invitation.tsx'));
const ChairPage = page(() => import('./pages/chair.tsx'));
const SecretaryPage = page(() => import('./pages/secretary.tsx'));
const ScreenPage = page(() => import('./pages/screen.tsx'));
const ResolutionPage = page(() => import('./pages/resolution.tsx'));
const MinutesPage = page(() => import('./pages/minutes.tsx'));
const VerifyPage = page(() => import('./pages/verify.tsx'));
const HearingsPage = page(() => import('./pages/hearings.tsx'));
const HearingPage = page(() => import('./pages/hearing.tsx'));
const CommitteesPage = page(() => import('./pages/committees.tsx'));
const CommitteePage = page(() => import('./pages/committee.tsx'));
const CountyPage = page(() => import('./pages/county.tsx'));
const OrganisationPage = page(() => import('./pages/organisation.tsx'));
const OutboxPage = page(() => import('./pages/outbox.tsx'));
const ProgramsPage = page(() => import('./pages/programs.tsx'));
const ReceivedPage = page(() => import('./pages/received.tsx'));

function Unreachable(): JSX.Element {
  const t = common();
  return (
    <Page title={t.fault}>
      <p>{t.faultNext}</p>
      <Button onClick={() => location.reload()}>{t.reload}</Button>
    </Page>
  );
}

function NotFound(): JSX.Element {
  const t = common();
  return (
    <Page title={t.notFound}>
      <p>{t.notFoundNext}</p>
      <p>
        <a class="ds-link" href="/">
          {t.home}
        </a>
      </p>
    </Page>
  );
}

function Pages(): JSX.Element {
  const [fault] = useErrorBoundary();
  if (fault !== undefined) return <Unreachable />;
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={FrontPage} />
        <Route path="/oppsett" component={SetupPage} />
        <Route path="/lag/:slug" component={DelegatePage} />
        <Route path="/lag/:slug/inn" component={InvitationPage} />
        <Route path="/lag/:slug/styr" component={ChairPage} />
        <Route path="/lag/:slug/referent" component={SecretaryPage} />
        <Route path="/lag/:slug/innboks" component={CountyPage} />
        <Route path="/lag/:slug/mottatt/:hash" component={ReceivedPage} />
        <Route path="/lag/:slug/organisasjon" component={OrganisationPage} />
        <Route path="/lag/:slug/utboks" component={OutboxPage} />
        <Route path="/lag/:slug/programmer" component={ProgramsPage} />
        <Route path="/lag/:slug/skjerm" component={ScreenPage} />
        <Route path="/lag/:slug/vedtak/:number" component={ResolutionPage} />
        <Route path="/lag/:slug/protokoll" component={MinutesPage} />
        <Route path="/lag/:slug/horinger" component={HearingsPage} />
        <Route path="/lag/:slug/horing/:hash" component={HearingPage} />
        <Route path="/lag/:slug/utvalg" component={CommitteesPage} />
        <Route path="/lag/:slug/utvalg/:id" component={CommitteePage} />
        <Route path="/verify" component={VerifyPage} />
        <Route path="/api" component={ApiPage} />
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
}

/** The whole client. */
export function App(): JSX.Element {
  return (
    <LocationProvider scope={pages}>
      <Layout>
        <Pages />
      </Layout>
    </LocationProvider>
  );
}
