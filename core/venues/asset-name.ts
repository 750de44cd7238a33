/** What a venue's base means: `1000PEPE` is 1000 × `PEPE`. */
export interface AssetName {
  readonly asset: string;
  readonly baseMultiplier: number;
}

const ALIASES: ReadonlyMap<string, string> = new Map([['XBT', 'BTC']]);

/**
 * Forms venues use for a bundle of cheap coins. The rest must look like a coin, so that `1INCH`, `4`,
 * `1000X` and the like keep their names: three letters or more, four after the short `1M`.
 */
const FORMS: readonly { readonly pattern: RegExp; readonly multiplier: (digits: string) => number }[] = [
  { pattern: /^(?<digits>10{3,7})(?<coin>[A-Za-z][A-Za-z0-9]{2,})$/, multiplier: Number },
  { pattern: /^(?<digits>1M)(?<coin>[A-Z][A-Z0-9]{3,})$/, multiplier: () => 1_000_000 },
  { pattern: /^(?<digits>k)(?<coin>[A-Z][A-Z0-9]{2,})$/, multiplier: () => 1_000 },
  { pattern: /^(?<coin>[A-Z]{3,})(?<digits>1000)$/, multiplier: Number },
];

/**
 * The coin behind a venue's base name and how many of it one base unit holds.
 * `1000PEPE`, `SHIB1000`, `1000000MOG`, `1MBABYDOGE`, `kPEPE` are bundles; `XBT` is BTC.
 */
export function parseAssetName(base: string): AssetName {
  for (const { pattern, multiplier } of FORMS) {
    const groups = pattern.exec(base)?.groups;
    if (groups?.coin !== undefined && groups.digits !== undefined) {
      return { asset: groups.coin, baseMultiplier: multiplier(groups.digits) };
    }
  }
  return { asset: ALIASES.get(base) ?? base, baseMultiplier: 1 };
}
