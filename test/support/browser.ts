import { spawnSync } from 'node:child_process';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../server/tools/browser.ts';
import { startServer, type TestServer } from './server.ts';

/** Chromium without a sandbox and without traffic of its own. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: flags });
}

/** How long an action waits for its element, in milliseconds: a limit against hanging. */
const patience = 45_000;

/** Sizes of screens, in CSS pixels. */
export const screens = {
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
  laptop: { width: 1280, height: 800 },
} as const;

export interface DeviceOptions {
  screen?: keyof typeof screens;
  dark?: boolean;
  /** Device pixels for a CSS pixel. */
  scale?: number;
}

/** A server with the built client, and Chromium with a device for each person. */
export class Stage {
  readonly host: TestServer;
  readonly devices: Device[] = [];
  readonly #browser: Browser;

  private constructor(host: TestServer, browser: Browser) {
    this.host = host;
    this.#browser = browser;
  }

  /** Builds the client where it has changed, starts a server over a fresh data folder, and the browser. */
  static async open(): Promise<Stage> {
    const { status } = spawnSync(process.execPath, ['server/tools/build.ts'], { stdio: 'inherit' });
    if (status !== 0) throw new Error('the client could not be built');
    const host = await startServer({ child: true });
    try {
      return new Stage(host, await launchChromium());
    } catch (error) {
      await host.end();
      throw error;
    }
  }

  get address(): string {
    return this.host.address;
  }

  /** A new device with an empty browser and a passkey store of its own. */
  async device({ screen = 'phone', dark = false, scale = 1 }: DeviceOptions = {}): Promise<Device> {
    const context = await this.#browser.newContext({
      baseURL: this.address,
      viewport: screens[screen],
      deviceScaleFactor: scale,
      hasTouch: screen !== 'laptop',
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      acceptDownloads: true,
    });
    const device = await Device.over(context, this.address);
    this.devices.push(device);
    return device;
  }

  /** What the pages of all devices asked for elsewhere or complained of, but for complaints that are `expected`. */
  faults(expected?: RegExp): string[] {
    const complaints = this.devices.flatMap((device) => device.complaints);
    return [
      ...this.devices.flatMap(({ strays }) => strays),
      ...complaints.filter((complaint) => expected?.test(complaint) !== true),
    ];
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.host.end();
  }
}

/** One person's browser: a page, its virtual authenticator, and what it asked for and complained of. */
export class Device {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  /** Paths of all requests, in their order. */
  readonly requests: string[] = [];
  /** Requests that left the server's origin. */
  readonly strays: string[] = [];
  /** Errors and warnings of the console, uncaught exceptions, and refusals by the page's policy. */
  readonly complaints: string[] = [];
  /** How often the page was loaded as a whole. */
  loads = 0;
  readonly #authenticator: string;

  private constructor(page: Page, cdp: CDPSession, authenticator: string, origin: string) {
    this.page = page;
    this.context = page.context();
    this.cdp = cdp;
    this.#authenticator = authenticator;
    this.context.on('request', (request) => {
      const url = new URL(request.url());
      this.requests.push(`${request.method()} ${url.pathname}`);
      if (url.origin !== origin && url.protocol !== 'data:') this.strays.push(request.url());
    });
    this.context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('load', () => {
      this.loads += 1;
    });
    this.context.on('weberror', (error) => this.complaints.push(String(error.error())));
  }

  static async over(context: BrowserContext, origin: string): Promise<Device> {
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(page, cdp, authenticatorId, origin);
  }

  /** Opens an address and waits for the page's heading. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Whether the owner passes the device's check of who holds it. */
  async verifies(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.#authenticator, isUserVerified });
  }

  /** Does something while the device offers one person's passkeys alone, as if that person had chosen them. */
  async offering(name: string, act: () => Promise<void>): Promise<void> {
    const authenticatorId = this.#authenticator;
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId });
    const others = credentials.filter(({ userName }) => userName !== name);
    for (const { credentialId } of others)
      await this.cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId });
    await act();
    for (const credential of others) await this.cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
  }

  /** How many signatures and passkeys the device has made: the sum of its keys' counters. */
  async signatures(): Promise<number> {
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.#authenticator });
    return credentials.reduce((sum, { signCount }) => sum + signCount, 0);
  }

  /** Presses a button. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Follows a link. */
  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** Fills a labelled field. */
  async fill(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Waits until the page shows a text. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits until the page shows a heading. */
  async seesHeading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name }).first().waitFor();
  }
}
