// Calls of the Web API, each told of with what came of it.
'use strict';

const { WebClient } = require('@slack/web-api');
const { tell, quiet } = require('./tell');

const options = { slackApiUrl: process.env.API_URL, logger: quiet, retryConfig: { retries: 3, minTimeout: 1, maxTimeout: 2 } };
const web = new WebClient(process.env.BOT_TOKEN, options);

const attempt = async (what, call) => {
  const started = Date.now();
  try {
    const r = await call();
    tell(what, { ok: r.ok, ts: r.ts, scopes: r.response_metadata && r.response_metadata.scopes, ms: Date.now() - started, reply: r });
  } catch (e) {
    tell(what, { ok: false, code: e.code, error: e.data && e.data.error, metadata: e.data && e.data.response_metadata, ms: Date.now() - started });
  }
};

(async () => {
  await attempt('auth', () => web.auth.test());
  await attempt('wrong token', () => new WebClient('xoxb-wrong', options).auth.test());
  await attempt('app token', () => new WebClient(process.env.APP_TOKEN, options).auth.test());
  await attempt('revoked', () => new WebClient('xoxb-fake-revoked-token', options).auth.test());
  await attempt('limited', () => web.chat.postMessage({ channel: 'C1', text: 'after the limit' }));
  const limited = new WebClient(process.env.BOT_TOKEN, { ...options, rejectRateLimitedCalls: true });
  await attempt('rejected', () => limited.chat.update({ channel: 'C1', ts: '1.1', text: 'x' }));
  await attempt('down', () => web.chat.postMessage({ channel: 'C1', text: 'once more' }));
  await attempt('blocks', () => web.chat.postMessage({
    channel: 'C1', text: 'x',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }, { type: 'graph' }],
  }));
  await attempt('long update', () => web.chat.update({ channel: 'C1', ts: '1.1', text: '字'.repeat(1334) }));
  await attempt('no message', () => web.chat.update({ channel: 'C1', ts: '1.1', text: 'x' }));
  await attempt('trigger', () => web.views.open({ trigger_id: 'old', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [{ type: 'divider' }] } }));

  const pages = [];
  for await (const page of web.paginate('conversations.replies', { channel: 'C2', ts: process.env.THREAD, limit: 2, include_all_metadata: true })) {
    pages.push(page.messages.map((m) => m.text));
  }
  tell('pages', { pages });
  await attempt('methods', async () => {
    const root = await web.chat.postMessage({ channel: 'C3', text: 'root' });
    await web.chat.postMessage({ channel: 'C3', thread_ts: root.ts, markdown_text: '# heading', reply_broadcast: true });
    await web.chat.postEphemeral({ channel: 'C3', user: 'U1', text: 'psst' });
    await web.reactions.add({ channel: 'C3', timestamp: root.ts, name: 'eyes' });
    await web.reactions.remove({ channel: 'C3', timestamp: root.ts, name: 'eyes' });
    await web.assistant.threads.setStatus({ channel_id: 'C3', thread_ts: root.ts, status: 'thinking', loading_messages: ['one', 'two'] });
    await web.assistant.threads.setSuggestedPrompts({ channel_id: 'C3', thread_ts: root.ts, prompts: [{ title: 'a', message: 'b' }] });
    await web.assistant.threads.setTitle({ channel_id: 'C3', thread_ts: root.ts, title: 'title' });
    await web.conversations.open({ users: 'U1' });
    await web.conversations.info({ channel: 'C3' });
    await web.chat.update({ channel: 'C3', ts: root.ts, text: 'root again' });
    const user = await web.users.info({ user: 'U1', include_locale: true });
    const history = await web.conversations.history({ channel: 'C3' });
    await web.chat.delete({ channel: 'C3', ts: root.ts });
    return { ok: true, locale: user.user.locale, texts: history.messages.map((m) => m.text) };
  });
  tell('end');
})();
