export const WARNING_RULES = [
  'crowding',
  'flush-risk',
  'long-cluster',
  'short-cluster',
  'funding',
  'open-interest',
  'reset',
] as const;

export type WarningRule = (typeof WARNING_RULES)[number];
