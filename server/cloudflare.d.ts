/** The part of the Workers runtime's own module that Vedtak uses; the package of types would replace the DOM's. */
declare module 'cloudflare:workers' {
  import type { DurableObjectState } from '@cloudflare/workers-types';

  export abstract class DurableObject<Environment> {
    protected ctx: DurableObjectState;
    protected env: Environment;
    constructor(ctx: DurableObjectState, env: Environment);
  }
}
