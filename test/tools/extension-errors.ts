import type { Page } from '@playwright/test';
import type { Launched } from './launch.ts';

interface RuntimeError {
  readonly message: string;
  readonly severity: string;
  readonly source: string;
  readonly occurrences: number;
  readonly stackTrace?: readonly { readonly functionName: string; readonly lineNumber: number }[];
}

/** What Chromium itself has on record for its extensions page; survives the worker, needs no debugger on it. */
export interface ExtensionErrors {
  /** Uncaught exceptions, unhandled rejections and unchecked `lastError`s of every context, in words. */
  uncaught(): Promise<string[]>;
  close(): Promise<void>;
}

interface DeveloperPrivate {
  updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  getExtensionInfo(id: string): Promise<{ readonly runtimeErrors: readonly RuntimeError[] }>;
}

export async function watchErrors(browser: Launched): Promise<ExtensionErrors> {
  const page: Page = await browser.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } };
    return chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  return {
    async uncaught() {
      const errors = await page.evaluate(async (id) => {
        const { chrome } = globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } };
        return (await chrome.developerPrivate.getExtensionInfo(id)).runtimeErrors;
      }, browser.extensionId);
      return errors.filter(({ message }) => /^(Uncaught|Unchecked)/.test(message)).map(describe);
    },
    close: () => page.close(),
  };
}

function describe({ message, source, occurrences, stackTrace }: RuntimeError): string {
  const at = stackTrace?.[0];
  const place = source.split('/').at(-1) ?? '';
  return `${message} (${place}${at ? `:${at.lineNumber} ${at.functionName}` : ''}) × ${occurrences}`;
}
