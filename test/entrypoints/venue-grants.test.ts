import { beforeEach, describe, expect, it, vi } from 'vitest';
import { allowVenue, grantsOfNoOther, takeBackVenue } from '../../entrypoints/page/venue-grants.ts';
import { sampleVenues } from '../fixtures/page-state.ts';

const gate = {
  ...sampleVenues[0]!,
  venue: 'gate',
  isOptional: true,
  grants: ['https://api.gate.test/*', 'https://shared.test/*'],
};
const other = { ...gate, venue: 'other', grants: ['https://shared.test/*'] };

const { request, remove } = vi.hoisted(() => ({ request: vi.fn(), remove: vi.fn() }));
vi.mock('wxt/browser', () => ({ browser: { permissions: { request, remove } } }));
beforeEach(() => {
  request.mockReset();
  remove.mockReset();
});

describe('a venue’s permission', () => {
  it('is asked for all its hosts at once, before anything is awaited', () => {
    request.mockResolvedValue(true);
    void allowVenue(gate);
    expect(request).toHaveBeenCalledWith({ origins: gate.grants });
  });

  it.each([
    ['granted', () => Promise.resolve(true), true],
    ['denied', () => Promise.resolve(false), false],
    ['refused by the browser', () => Promise.reject(new Error('no user gesture')), false],
  ])('is told as %s', async (_, answer, expected) => {
    request.mockImplementation(answer);
    expect(await allowVenue(gate)).toBe(expected);
  });

  it('is taken back but for hosts another allowed venue needs', async () => {
    remove.mockResolvedValue(true);
    expect(await takeBackVenue(gate, [gate, other])).toBe(true);
    expect(remove).toHaveBeenCalledWith({ origins: ['https://api.gate.test/*'] });
    expect(grantsOfNoOther(gate, [gate, { ...other, permission: 'missing' }])).toEqual(gate.grants);
  });
});
