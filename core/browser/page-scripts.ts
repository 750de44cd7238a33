import type { Venue } from '../venues/venue.ts';
import { excludedPatterns, pagePatterns } from '../venues/venue-origins.ts';

/** A content script registered at run time, as the browser takes and tells it. */
export interface PageScript {
  readonly id: string;
  readonly js: string[];
  readonly matches: string[];
  readonly excludeMatches: string[];
  readonly runAt: 'document_end';
  readonly allFrames: false;
  readonly persistAcrossSessions: true;
}

/** A registered script as the browser tells it: what was never said may be missing. */
interface KnownScript {
  readonly id: string;
  readonly js?: string[] | undefined;
  readonly matches?: string[] | undefined;
  readonly excludeMatches?: string[] | undefined;
}

/** The part of `browser.scripting` that is used. */
export interface ScriptingApi {
  getRegisteredContentScripts(): Promise<readonly KnownScript[]>;
  registerContentScripts(scripts: PageScript[]): Promise<void>;
  updateContentScripts(scripts: PageScript[]): Promise<void>;
  unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
}

/** A site whose pages the overlay may appear on once the user allows it. */
export type PageSite = Pick<Venue, 'id' | 'permission'> & {
  readonly pages: Pick<Venue['pages'], 'hosts' | 'excludeGlobs'>;
};

export interface PageScriptTools {
  readonly scripting: ScriptingApi;
  readonly sites: readonly PageSite[];
  /** Files of the overlay's content script, as the manifest names them. */
  readonly files: readonly string[];
  /** Whether the browser lets a script run on these pages. */
  mayRun(matches: string[]): Promise<boolean>;
}

/** Ours, among whatever else is registered. */
const PREFIX = 'pages-';

/**
 * Registers the overlay on the pages of optional sites the user allowed and takes it off those he took back.
 * Registrations outlive the browser session, so each start compares first: with nothing changed nothing is done.
 * Calls queue up; one that fails does not stop the next.
 */
export function createPageScripts(tools: PageScriptTools): { sync(): Promise<void> } {
  let queue = Promise.resolve();
  return {
    sync() {
      queue = queue.then(() => syncOnce(tools)).catch(() => {});
      return queue;
    },
  };
}

async function syncOnce({ scripting, sites, files, mayRun }: PageScriptTools): Promise<void> {
  const optional = sites.filter(
    ({ permission, pages }) => permission === 'optional' && pages.hosts.length > 0,
  );
  const allowed = await Promise.all(optional.map((site) => mayRun(pagePatterns(site))));
  const wanted = optional.filter((_, i) => allowed[i]).map((site) => scriptFor(site, files));
  const known = (await scripting.getRegisteredContentScripts()).filter(({ id }) => id.startsWith(PREFIX));

  const surplus = known.filter(({ id }) => !wanted.some((script) => script.id === id)).map(({ id }) => id);
  const lacking = wanted.filter(({ id }) => !known.some((script) => script.id === id));
  const changed = wanted.filter((script) =>
    known.some((one) => one.id === script.id && differs(one, script)),
  );
  if (surplus.length > 0) await scripting.unregisterContentScripts({ ids: surplus });
  if (lacking.length > 0) await scripting.registerContentScripts(lacking);
  if (changed.length > 0) await scripting.updateContentScripts(changed);
}

function scriptFor(site: PageSite, files: readonly string[]): PageScript {
  return {
    id: `${PREFIX}${site.id}`,
    js: [...files],
    matches: pagePatterns(site),
    excludeMatches: excludedPatterns(site),
    runAt: 'document_end',
    allFrames: false,
    persistAcrossSessions: true,
  };
}

/** An update of the extension may bring other files or hosts. */
function differs(known: KnownScript, { js, matches, excludeMatches }: PageScript): boolean {
  const isSame = (a: readonly string[] = [], b: readonly string[] = []) =>
    a.length === b.length && a.every((one) => b.includes(one));
  const ownFiles = (known.js ?? []).map((file) => file.replace(/^\//, ''));
  return !(
    isSame(
      ownFiles,
      js.map((file) => file.replace(/^\//, '')),
    ) &&
    isSame(known.matches, matches) &&
    isSame(known.excludeMatches, excludeMatches)
  );
}
