/** Two-sided 95 %. */
const Z = 1.959964;

/** Wilson's lower bound of a share observed in `n` independent trials; 0 without any. */
export function wilsonLower(share: number, n: number): number {
  if (!(n > 0)) return 0;
  const z2 = (Z * Z) / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return Math.max(0, (share + z2 / 2 - spread) / (1 + z2));
}
