import { expect, it } from 'vitest';
import { runBadInputs } from './bad-inputs.ts';

it('lets no bad input past any border, slowly or at all', async () => {
  for (const report of await runBadInputs(300, 'unit')) {
    expect(report.thrown, report.border).toEqual([]);
    expect(report.prototypeChanged, report.border).toBe(false);
  }
});
