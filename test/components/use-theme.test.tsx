// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { useTheme } from '../../components/use-theme.ts';
import type { Appearance } from '../../core/settings/settings.ts';
import { acting } from './acting.ts';

function Probe({ theme }: { theme: Appearance['theme'] }) {
  return <i data-theme={useTheme(theme)} />;
}

const shown = () => document.querySelector('i')?.getAttribute('data-theme');
const show = (theme: Appearance['theme']) => acting(() => render(<Probe theme={theme} />, document.body));

afterEach(async () => {
  await acting(() => render(null, document.body));
  document.body.removeAttribute('style');
});

describe('the theme', () => {
  it('is the chosen one, whatever the page looks like', async () => {
    document.body.style.backgroundColor = 'rgb(255, 255, 255)';
    await show('dark');
    expect(shown()).toBe('dark');
  });

  it('like the page follows its ground, also when the page changes', async () => {
    document.body.style.backgroundColor = 'rgb(250, 250, 250)';
    await show('page');
    expect(shown()).toBe('light');
    await acting(async () => {
      document.body.style.backgroundColor = 'rgb(11, 14, 17)';
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    expect(shown()).toBe('dark');
  });

  it('like the page does not take a ground that is not painted for black', async () => {
    document.body.style.backgroundColor = 'rgba(0, 0, 0, 0)';
    await show('page');
    const here = shown();
    await show('system');
    expect(shown()).toBe(here);
  });
});
