import { describe, expect, it } from 'vitest';
import { endpointFor } from '../../../core/feed/endpoint-choice.ts';
import { venueById } from '../../../core/venues/registry.ts';

describe('the way to a kind of value', () => {
  const kraken = venueById('kraken-futures')!;

  it("asks for one instrument's answer before everyone's", () => {
    expect(endpointFor(kraken, 'price')?.id).toBe('ticker');
  });

  it('knows none that does not read this kind of contract', () => {
    expect(endpointFor(kraken, 'series:open-interest', { kind: 'linear' })?.id).toBe('open-interest');
    expect(endpointFor(kraken, 'series:open-interest', { kind: 'inverse' })).toBeNull();
    expect(endpointFor(kraken, 'series:funding', { kind: 'inverse' })?.id).toBe('funding');
  });
});
