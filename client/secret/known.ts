const place = 'vedtak:secret-about';

/** Whether somebody has read on this device how a secret ballot goes: none is filled in here before that. */
export function wasRead(): boolean {
  try {
    return localStorage.getItem(place) !== null;
  } catch {
    return false;
  }
}

/** Keeps that it was read. */
export function keepRead(): void {
  try {
    localStorage.setItem(place, 'yes');
  } catch {
    // It is shown again the next time.
  }
}
