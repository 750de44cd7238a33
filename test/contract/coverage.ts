import { venues } from '../../core/venues/registry.ts';
import type { Provision } from '../../core/venues/venue.ts';
import type { ContractRow } from './contract.ts';

/** Which of a venue's kinds some recorded answer was read for, and which none was. */
export interface Coverage {
  readonly venue: string;
  readonly covered: readonly Provision[];
  readonly notCovered: readonly Provision[];
  /** Null where the venue has no stream of ours. */
  readonly stream: boolean | null;
}

export function coverageOf(rows: readonly ContractRow[]): Coverage[] {
  return venues.map((venue) => {
    const read = new Set(
      rows.filter((row) => row.venue === venue.id && row.status === 'parsed').map(({ endpoint }) => endpoint),
    );
    const kinds = (isRead: boolean) =>
      venue.endpoints.filter(({ id }) => read.has(id) === isRead).flatMap(({ provides }) => provides);
    const covered = new Set(kinds(true));
    const declared = new Set([...covered, ...kinds(false)]);
    return {
      venue: venue.id,
      covered: [...covered].sort(),
      notCovered: [...declared].filter((kind) => !covered.has(kind)).sort(),
      stream: venue.stream === undefined ? null : read.has('stream'),
    };
  });
}

/** Two lines a venue: kinds with a recorded answer, and kinds that rest on documentation alone. */
export function coverageTable(rows: readonly ContractRow[]): string {
  return coverageOf(rows)
    .flatMap(({ venue, covered, notCovered, stream }) => {
      const streamed = stream === null ? [] : ['stream'];
      const yes = [...covered, ...(stream === true ? streamed : [])];
      const no = [...notCovered, ...(stream === false ? streamed : [])];
      return [
        `${venue}: recorded answers for ${yes.length === 0 ? 'nothing' : yes.join(', ')}`,
        ...(no.length === 0 ? [] : [`${' '.repeat(venue.length)}  none for ${no.join(', ')}`]),
      ];
    })
    .join('\n');
}
