import { describe, expect, it } from 'vitest';
import { type Answer, httpFault, isHtml, retryAfter, toMachineTime } from '../../../core/venues/faults.ts';

const NOW = 1_795_000_000_000;

function answer(headers: Record<string, string> = {}, status = 200, body: unknown = ''): Answer {
  return { status, body, headers: new Map(Object.entries(headers)), receivedTime: NOW };
}

describe('retryAfter', () => {
  it('counts seconds from the moment the answer came', () => {
    expect(retryAfter(answer({ 'retry-after': '17' }))).toBe(NOW + 17_000);
  });

  it('reads a date against the server’s own clock', () => {
    const headers = { date: 'Fri, 12 Apr 2024 10:00:00 GMT', 'retry-after': 'Fri, 12 Apr 2024 10:01:00 GMT' };
    expect(retryAfter(answer(headers))).toBe(NOW + 60_000);
  });

  it.each(['', 'soon', '-5', '1e9'])('knows no end for %j', (header) => {
    expect(retryAfter(answer({ 'retry-after': header }))).toBeNull();
  });
});

describe('toMachineTime', () => {
  it('carries a moment of the venue’s clock over to this machine’s', () => {
    const venueNow = Date.UTC(2024, 3, 12, 10);
    const headers = { date: new Date(venueNow).toUTCString() };
    expect(toMachineTime(venueNow + 120_000, answer(headers))).toBe(NOW + 120_000);
  });

  it.each([NOW - 1, NOW + 30 * 86_400_000, Number.NaN])('finds no sense in %d', (time) => {
    expect(toMachineTime(time, answer())).toBeNull();
  });
});

describe('httpFault', () => {
  it.each([
    [200, { data: [] }, null],
    [200, '<!doctype html><p>Sign in</p>', 'unreachable'],
    [302, '<html></html>', 'unreachable'],
    [400, { msg: 'bad' }, 'venue-error'],
    [429, '', 'rate-limited'],
    [451, '', 'blocked-region'],
    [500, '', 'venue-error'],
    [503, 'Scheduled maintenance', 'maintenance'],
  ])('%i with %j is %s', (status, body, kind) => {
    expect(httpFault(answer({}, status, body))?.kind ?? null).toBe(kind);
  });

  it('keeps its words short and free of markup', () => {
    const detail = httpFault(answer({}, 400, { msg: `<script>${'x'.repeat(500)}` }))?.detail as string;
    expect(detail.length).toBeLessThanOrEqual(140);
    expect(detail).not.toMatch(/[<>]/);
  });
});

it('tells HTML from JSON text', () => {
  expect(isHtml(' <HTML>')).toBe(true);
  expect(isHtml('{"html":"<html>"}')).toBe(false);
});
