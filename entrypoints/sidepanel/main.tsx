import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/theme/form.css';
import '../../components/charts/charts.css';
import '../../components/sidepanel/sidepanel.css';
import type { PanelActions } from '../../components/sidepanel/actions.ts';
import { Panel } from '../../components/sidepanel/panel.tsx';
import { startPage } from '../page/start-page.ts';
import { startLook } from './start-look.ts';

const { store } = startPage();
const look = startLook(store);

const actions: PanelActions = {
  pick: look.pick,
  openOptions: () => void browser.runtime.openOptionsPage(),
  copyText: (text) => done(navigator.clipboard.writeText(text)),
  copyPicture(canvas) {
    const picture = new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)));
    });
    return done(navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]));
  },
};

function done(copying: Promise<void>): Promise<boolean> {
  return copying.then(
    () => true,
    () => false,
  );
}

const place = document.getElementById('app');
if (place) render(<Panel page={store} look={look.store} actions={actions} />, place);
