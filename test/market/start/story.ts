import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Ms } from '../../../core/domain/time.ts';
import { OverlayProbe } from '../../tools/overlay-probe.ts';

/** What the overlay says at one moment, read from the page as a person would see it. */
export interface Scene {
  /** Reset state word of the machine; null while the overlay shows none. */
  readonly state: string | null;
  readonly crowding: string;
  readonly score: string;
  readonly clusters: string;
  readonly drop: string;
  readonly freshness: string;
  readonly text: string;
}

export interface Story {
  /** Reads the overlay; prints a line and takes a picture when the story has moved on. */
  look(marketTime: Ms): Promise<Scene | null>;
  readonly states: readonly string[];
  readonly pictures: readonly string[];
}

/** Follows the overlay of one page; pictures go to `folder`. */
export async function tellStory(page: Page, folder: string, print: (line: string) => void): Promise<Story> {
  mkdirSync(folder, { recursive: true });
  const probe = await OverlayProbe.attach(page);
  const states: string[] = [];
  const pictures: string[] = [];
  const started = Date.now();
  let told = '';

  const picture = async (name: string) => {
    const file = `${folder}/${String(pictures.length + 1).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: file });
    pictures.push(file);
  };

  return {
    states,
    pictures,
    async look(marketTime) {
      await expand(probe);
      const scene = await readScene(probe);
      if (scene === null) return null;
      const band = `${scene.state ?? scene.freshness}|${scene.crowding}`;
      if (band !== told) {
        told = band;
        print(line(scene, marketTime, Date.now() - started));
      }
      const name = scene.state ?? 'waiting';
      if (name !== states.at(-1)) {
        states.push(name);
        await picture(name);
      }
      return scene;
    },
  };
}

/** `▲ Crowded long`: the score beside it changes too often to be news. */
function bandWords(crowding: string): string {
  return crowding.replace(/[+−]?\d+/g, '').trim();
}

async function expand(probe: OverlayProbe): Promise<void> {
  const pill = await probe.find(
    ({ attributes }) => attributes.get('aria-expanded') === 'false' && attributes.get('data-drag') === 'true',
  );
  if (pill !== null) await probe.click(pill);
}

export async function readScene(probe: OverlayProbe): Promise<Scene | null> {
  const root = await probe.root();
  if (root === null) return null;
  const words = async (id: string) => (await probe.byData('id', id))?.text ?? '';
  const reset = await probe.byData('id', 'reset-state');
  return {
    state: reset?.attributes.get('data-state') || null,
    crowding: bandWords((await words('crowding')).split(' ').slice(0, 3).join(' ')),
    score: await words('score'),
    clusters: await words('cascade'),
    drop: await words('flush-drop'),
    freshness: await words('freshness'),
    text: root.text,
  };
}

function line(scene: Scene, marketTime: Ms, elapsed: Ms): string {
  const clock = new Date(marketTime).toISOString().slice(5, 16).replace('T', ' ');
  const parts = [
    `+${(elapsed / 1000).toFixed(0).padStart(3)} s`,
    `market ${clock}`,
    `reset ${scene.state ?? '–'}`,
    `crowding ${scene.score || '–'} ${scene.crowding}`.trim(),
    scene.drop,
    scene.clusters && `if the nearest cluster goes: ${scene.clusters}`,
    scene.freshness,
  ];
  return parts.filter(Boolean).join(' · ');
}
