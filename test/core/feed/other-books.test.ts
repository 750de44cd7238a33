import { describe, expect, it } from 'vitest';
import { otherBooks } from '../../../core/feed/other-books.ts';
import { venueById } from '../../../core/venues/registry.ts';

const venues = ['binance-usdm', 'deribit', 'coinbase'].map((id) => venueById(id)!);
const beside = (viewed: string, among = venues) => otherBooks(venueById(viewed)!, among).map(({ id }) => id);

describe('venues beside the viewed one', () => {
  it('takes one of two that share an order book', () => {
    expect(beside('binance-usdm')).toEqual(['deribit']);
  });

  it('takes neither beside the other', () => {
    expect(beside('deribit')).toEqual(['binance-usdm']);
    expect(beside('coinbase')).toEqual(['binance-usdm']);
  });

  it('takes the one that is switched on', () => {
    expect(beside('binance-usdm', [venues[0]!, venues[2]!])).toEqual(['coinbase']);
  });
});
