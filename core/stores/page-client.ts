import type { PageRequests } from '../messages/protocol.ts';

/** How an extension page asks the background. */
export interface PageClient {
  ask<Type extends keyof PageRequests>(
    type: Type,
    request: PageRequests[Type]['request'],
  ): Promise<PageRequests[Type]['response']>;
}
