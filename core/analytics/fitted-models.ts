import type { CompletionFeature } from './flush-completion.ts';
import type { FlushRiskFeature } from './flush-risk-features.ts';
import type { LogisticModel } from './logistic.ts';
import type { ReloadFeature } from './reset-verdict.ts';

/** Written by `npm run validate -- --fit` from the tuning years 2021-01…2023-06; not edited by hand. */
export const FITTED: {
  readonly completion: LogisticModel<CompletionFeature>;
  readonly shock: readonly LogisticModel<FlushRiskFeature>[];
  readonly flushGivenShock: readonly LogisticModel<FlushRiskFeature>[];
  readonly reload: readonly LogisticModel<ReloadFeature>[];
} = {
  completion: {
    bias: -1.1174,
    terms: [
      { feature: 'drop', mean: 0.77338, scale: 0.28173, weight: 0.52565 },
      { feature: 'stray', mean: 0.89675, scale: 0.42362, weight: 0.45502 },
      { feature: 'speed', mean: 0.18414, scale: 0.18724, weight: 0.16451 },
      { feature: 'hoursSince', mean: 17.227, scale: 5.9135, weight: -0.24212 },
      { feature: 'openInterestSigma', mean: -2.534, scale: 0.36745, weight: 0.29007 },
      { feature: 'dailySigma', mean: -3.0287, scale: 0.3672, weight: 0.15351 },
      { feature: 'volatility24h', mean: 0.0073911, scale: 0.36645, weight: 0.43821 },
    ],
  },
  shock: [
    {
      bias: -1.2955,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46026, weight: 0.2849 },
        { feature: 'volatility6h', mean: -0.38265, scale: 0.6114, weight: 0.20561 },
        { feature: 'move24h', mean: 0.71307, scale: 0.70837, weight: 0.10147 },
        { feature: 'dailySigma', mean: -3.1046, scale: 0.37579, weight: -0.28981 },
        { feature: 'openInterest', mean: 0.039325, scale: 0.18059, weight: 0.14675 },
        { feature: 'funding', mean: 0.11906, scale: 0.20737, weight: 0.11741 },
      ],
    },
    {
      bias: -1.3044,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46026, weight: 0.29326 },
        { feature: 'volatility6h', mean: -0.38265, scale: 0.6114, weight: 0.20578 },
        { feature: 'move24h', mean: 0.71307, scale: 0.70837, weight: 0.10526 },
        { feature: 'dailySigma', mean: -3.1046, scale: 0.37579, weight: -0.2684 },
        { feature: 'openInterest', mean: 0.039325, scale: 0.18059, weight: 0.15681 },
      ],
    },
  ],
  flushGivenShock: [
    {
      bias: -1.6155,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.061505 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.26516 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.084501 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.1339 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.40922 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.22014 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: 0.23717 },
        { feature: 'funding', mean: 0.13467, scale: 0.22598, weight: 0.09725 },
      ],
    },
    {
      bias: -1.6228,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.073564 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.2624 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.081919 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.11298 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.41169 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.22008 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: 0.24839 },
      ],
    },
  ],
  reload: [
    {
      bias: 0.5201,
      terms: [
        { feature: 'rebuilt', mean: 0.37701, scale: 0.58842, weight: 1.1581 },
        { feature: 'recovered', mean: 0.45826, scale: 0.47167, weight: -0.3682 },
        { feature: 'drop', mean: 0.21635, scale: 0.12755, weight: -0.51738 },
        { feature: 'openInterestSigma', mean: -2.5256, scale: 0.34669, weight: 0.83178 },
        { feature: 'weeklySwing', mean: -1.9292, scale: 0.58223, weight: -0.45006 },
      ],
    },
    {
      bias: 0.44683,
      terms: [
        { feature: 'rebuilt', mean: 0.45193, scale: 1.828, weight: 1.7034 },
        { feature: 'recovered', mean: 0.45989, scale: 0.47152, weight: -0.23807 },
        { feature: 'drop', mean: 0.22103, scale: 0.14416, weight: -0.39577 },
      ],
    },
  ],
};
