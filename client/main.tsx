import { render } from 'preact';
import { App } from './app.tsx';
import { loadCatalogues } from './i18n/language.ts';
import { openOutbox } from './outbox.ts';
import { startCarrying } from './secret/start.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('the document has no place for the application');
void loadCatalogues().then(() => render(<App />, place));
void openOutbox();
startCarrying();
