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
    bias: -1.1941,
    terms: [
      { feature: 'drop', mean: 0.77338, scale: 0.28173, weight: 0.19088 },
      { feature: 'stray', mean: 0.89675, scale: 0.42362, weight: 0.26909 },
      { feature: 'progress', mean: 0.67961, scale: 0.13485, weight: 0.49512 },
      { feature: 'speed', mean: 0.18414, scale: 0.18724, weight: 0.13542 },
      { feature: 'hoursSince', mean: 17.227, scale: 5.9135, weight: -0.29466 },
      { feature: 'openInterestSigma', mean: -2.534, scale: 0.36745, weight: 0.32854 },
      { feature: 'dailySigma', mean: -3.0287, scale: 0.3672, weight: 0.16133 },
      { feature: 'volatility24h', mean: 0.0073911, scale: 0.36645, weight: 0.35771 },
    ],
  },
  shock: [
    {
      bias: -1.3691,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46035, weight: 0.23076 },
        { feature: 'volatility6h', mean: -0.38271, scale: 0.61146, weight: 0.19772 },
        { feature: 'move24h', mean: 0.71311, scale: 0.70848, weight: 0.11714 },
        { feature: 'dailySigma', mean: -3.1049, scale: 0.37554, weight: -0.3893 },
        { feature: 'openInterest', mean: 0.039341, scale: 0.18062, weight: 0.19378 },
        { feature: 'bitcoinSigma', mean: -0.34059, scale: 0.28633, weight: -0.16879 },
        { feature: 'funding', mean: 0.11893, scale: 0.20724, weight: 0.065611 },
      ],
    },
    {
      bias: -1.3781,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46035, weight: 0.2353 },
        { feature: 'volatility6h', mean: -0.38271, scale: 0.61146, weight: 0.19699 },
        { feature: 'move24h', mean: 0.71311, scale: 0.70848, weight: 0.1193 },
        { feature: 'dailySigma', mean: -3.1049, scale: 0.37554, weight: -0.38179 },
        { feature: 'openInterest', mean: 0.039341, scale: 0.18062, weight: 0.19897 },
        { feature: 'bitcoinSigma', mean: -0.34059, scale: 0.28633, weight: -0.17333 },
      ],
    },
    {
      bias: -1.3126,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46026, weight: 0.23612 },
        { feature: 'volatility6h', mean: -0.38265, scale: 0.6114, weight: 0.19663 },
        { feature: 'move24h', mean: 0.71307, scale: 0.70837, weight: 0.11622 },
        { feature: 'dailySigma', mean: -3.1046, scale: 0.37579, weight: -0.28345 },
        { feature: 'openInterest', mean: 0.039325, scale: 0.18059, weight: 0.18543 },
        { feature: 'funding', mean: 0.11906, scale: 0.20737, weight: 0.085141 },
      ],
    },
    {
      bias: -1.3223,
      terms: [
        { feature: 'volatility24h', mean: -0.21318, scale: 0.46026, weight: 0.24233 },
        { feature: 'volatility6h', mean: -0.38265, scale: 0.6114, weight: 0.19571 },
        { feature: 'move24h', mean: 0.71307, scale: 0.70837, weight: 0.11903 },
        { feature: 'dailySigma', mean: -3.1046, scale: 0.37579, weight: -0.2698 },
        { feature: 'openInterest', mean: 0.039325, scale: 0.18059, weight: 0.19151 },
      ],
    },
  ],
  flushGivenShock: [
    {
      bias: -1.6464,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.082271 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.38419 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.12842 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.14873 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.4754 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.2505 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: -0.0069239 },
        { feature: 'bitcoinMove24h', mean: 0.91612, scale: 0.96724, weight: 0.36214 },
        { feature: 'funding', mean: 0.13467, scale: 0.22598, weight: 0.088977 },
      ],
    },
    {
      bias: -1.658,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.094383 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.38127 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.12364 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.13508 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.47984 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.25151 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: 0.0041142 },
        { feature: 'bitcoinMove24h', mean: 0.91612, scale: 0.96724, weight: 0.3609 },
      ],
    },
    {
      bias: -1.6054,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.069238 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.32136 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.070983 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.13956 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.48569 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.22854 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: 0.22665 },
        { feature: 'funding', mean: 0.13467, scale: 0.22598, weight: 0.085369 },
      ],
    },
    {
      bias: -1.6161,
      terms: [
        { feature: 'openInterest', mean: 0.047663, scale: 0.20007, weight: 0.080804 },
        { feature: 'growth24h', mean: 0.0039633, scale: 0.087094, weight: 0.31851 },
        { feature: 'growth72h', mean: 0.012309, scale: 0.1345, weight: 0.066857 },
        { feature: 'dailySigma', mean: -3.1869, scale: 0.34662, weight: -0.12575 },
        { feature: 'openInterestSigma', mean: -2.7177, scale: 0.35881, weight: 0.49021 },
        { feature: 'weeklySwing', mean: -2.1403, scale: 0.56142, weight: 0.22898 },
        { feature: 'move24h', mean: 0.95024, scale: 0.97189, weight: 0.23703 },
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
