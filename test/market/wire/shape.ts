/**
 * Where a served answer's shape differs from a recorded one: every recorded key must be served with the
 * same JSON type. Served keys the recording lacks are newer fields and pass.
 * Arrays are compared by their first elements; an empty one says nothing.
 */
export function shapeDifferences(recorded: unknown, served: unknown, path = '$'): string[] {
  if (Array.isArray(recorded)) {
    if (!Array.isArray(served)) return [`${path}: array recorded, ${typeOf(served)} served`];
    if (recorded.length === 0 || served.length === 0) return [];
    const isRow = recorded.every((cell) => typeof cell !== 'object');
    if (!isRow) return shapeDifferences(recorded[0], served[0], `${path}[0]`);
    return recorded.flatMap((cell, i) => shapeDifferences(cell, served[i], `${path}[${i}]`));
  }
  if (recorded !== null && typeof recorded === 'object') {
    if (served === null || typeof served !== 'object' || Array.isArray(served)) {
      return [`${path}: object recorded, ${typeOf(served)} served`];
    }
    const answered = served as Record<string, unknown>;
    return Object.entries(recorded).flatMap(([key, value]) =>
      key in answered
        ? shapeDifferences(value, answered[key], `${path}.${key}`)
        : [`${path}.${key}: recorded, not served`],
    );
  }
  if (recorded === null || served === null || typeOf(recorded) === typeOf(served)) return [];
  return [`${path}: ${typeOf(recorded)} recorded, ${typeOf(served)} served`];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
