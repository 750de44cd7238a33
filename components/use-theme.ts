import { useEffect, useState } from 'preact/hooks';
import type { Appearance } from '../core/settings/settings.ts';

const LIGHT = '(prefers-color-scheme: light)';
/** Of 255; trading pages are well to either side. */
const MIDDLE = 128;

/** The theme to draw: the chosen one, or that of the machine or the page, followed while it changes. */
export function useTheme(theme: Appearance['theme']): 'dark' | 'light' {
  const look = () => (theme === 'page' ? isPageLight() : matchMedia(LIGHT).matches);
  const [light, setLight] = useState(look);
  useEffect(() => {
    if (theme !== 'system' && theme !== 'page') return;
    const follow = () => setLight(look());
    follow();
    const query = matchMedia(LIGHT);
    query.addEventListener('change', follow);
    // Pages change their theme by an attribute of their root or body.
    const watch = new MutationObserver(follow);
    if (theme === 'page') {
      for (const element of [document.documentElement, document.body]) {
        watch.observe(element, { attributes: true });
      }
    }
    return () => {
      query.removeEventListener('change', follow);
      watch.disconnect();
    };
  }, [theme]);
  return theme === 'dark' || theme === 'light' ? theme : light ? 'light' : 'dark';
}

/** By the ground the page paints; the machine's preference where it paints none we can read. */
function isPageLight(): boolean {
  for (const element of [document.body, document.documentElement]) {
    const [red, green, blue, alpha] = partsOf(getComputedStyle(element).backgroundColor);
    if (red !== undefined && green !== undefined && blue !== undefined && (alpha ?? 1) > 0.5) {
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE;
    }
  }
  return matchMedia(LIGHT).matches;
}

/** `rgb(20, 24, 31)`, `rgba(0, 0, 0, 0)`; nothing for other notations. */
function partsOf(colour: string): number[] {
  return colour.startsWith('rgb') ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];
}
