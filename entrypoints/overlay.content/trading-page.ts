declare const __TRADING_PAGES__: readonly {
  readonly hosts: readonly string[];
  /** Regular expression source over the path. */
  readonly tradingPath: string;
  /** A site of charts: which pair is shown stands on the page. */
  readonly isChart?: boolean;
}[];

/** Whether the address may show a pair; the background has the last word on which. */
export function mayTrade({ hostname, pathname }: { hostname: string; pathname: string }): boolean {
  return __TRADING_PAGES__.some(
    ({ hosts, tradingPath }) => hosts.includes(hostname) && new RegExp(tradingPath).test(pathname),
  );
}

export function isChartSite(hostname: string): boolean {
  return __TRADING_PAGES__.some(({ hosts, isChart }) => isChart === true && hosts.includes(hostname));
}
