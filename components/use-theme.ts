import { useEffect, useState } from 'preact/hooks';

const LIGHT = '(prefers-color-scheme: light)';

/** The theme to draw: the chosen one, or the one the machine prefers, followed while it changes. */
export function useTheme(theme: 'dark' | 'light' | 'system'): 'dark' | 'light' {
  const [light, setLight] = useState(() => matchMedia(LIGHT).matches);
  useEffect(() => {
    const query = matchMedia(LIGHT);
    const follow = () => setLight(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return theme === 'system' ? (light ? 'light' : 'dark') : theme;
}
