import { render } from 'preact';
import { App } from './app.tsx';
import { openOutbox } from './outbox.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('the document has no place for the application');
render(<App />, place);
void openOutbox();
