import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { toAlertText } from '../components/views/alert-view.ts';
import { setDictionary, setTexts } from '../components/words/t.ts';
import { assess } from '../core/analytics/assess.ts';
import { onPollAlarm } from '../core/browser/alarms.ts';
import { createBackgroundApp } from '../core/browser/background-app.ts';

/** Every listener is registered while the worker starts: one registered later would miss what woke it. */
export default defineBackground(() => {
  setDictionary((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
  const app = createBackgroundApp(assess, {
    alertWords: toAlertText,
    useWords: setTexts,
    hasNotificationButtons: !import.meta.env.FIREFOX,
  });

  browser.runtime.onConnect.addListener((port) => app.connect(port));

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const answer = app.answer(message, sender);
    if (answer === undefined) return false;
    answer.then(respond);
    return true;
  });

  // For the diagnostics: what nobody caught.
  self.addEventListener('error', ({ error }) => app.fault(error));
  self.addEventListener('unhandledrejection', ({ reason }) => app.fault(reason));

  onPollAlarm(() => app.ring());

  browser.runtime.onSuspend?.addListener(() => app.suspend());

  // Without a listener a browser start or an update would not wake the worker to check its alarm.
  browser.runtime.onStartup.addListener(() => {});
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
});
