// A Bolt app as the documentation teaches it: it repeats what it is told, has
// a slash command, a button that opens a modal, and an App Home.
'use strict';

const { App } = require('@slack/bolt');
const { tell, quiet, whenDone } = require('./tell');

const app = new App({
  token: process.env.BOT_TOKEN,
  appToken: process.env.APP_TOKEN,
  socketMode: true,
  logger: quiet,
  clientOptions: { slackApiUrl: process.env.API_URL },
});

const plain = (text) => ({ type: 'plain_text', text });

app.event('app_mention', async ({ event, say }) => {
  await say({
    thread_ts: event.ts,
    text: `heard: ${event.text}`,
    blocks: [
      { type: 'section', block_id: 'said', text: { type: 'mrkdwn', text: `heard: ${event.text}` } },
      { type: 'actions', block_id: 'act', elements: [{ type: 'button', action_id: 'why', value: 'v1', text: plain('Why') }] },
    ],
    metadata: { event_type: 'heard', event_payload: { ts: event.ts } },
  });
});

app.command('/beilun', async ({ ack, command, respond }) => {
  await ack(`at once: ${command.text}`);
  await respond({ response_type: 'in_channel', text: `later: ${command.text}` });
});

app.action('why', async ({ ack, body, action, client }) => {
  await ack();
  tell('action', { value: action.value, ts: body.message && body.message.ts, thread: body.message && body.message.thread_ts });
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal', callback_id: 'reason', title: plain('Why'), submit: plain('Send'), private_metadata: action.value,
      blocks: [{ type: 'input', block_id: 'b', label: plain('Reason'), element: { type: 'plain_text_input', action_id: 'r' } }],
    },
  });
  try {
    await client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title: plain('x'), blocks: [{ type: 'divider' }] } });
  } catch (e) {
    tell('second open', { error: e.data && e.data.error });
  }
});

app.view('reason', async ({ ack, view }) => {
  const value = view.state.values.b.r.value;
  if (value === 'no') {
    await ack({ response_action: 'errors', errors: { b: 'say more' } });
    return;
  }
  await ack();
  tell('reason', { value, kept: view.private_metadata });
});

app.shortcut('look', async ({ ack, shortcut, client }) => {
  await ack();
  await client.chat.postMessage({ channel: shortcut.channel.id, thread_ts: shortcut.message.ts, text: `looked: ${shortcut.message.text}` });
});

app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'section', text: plain(`home of ${event.user}`) }] } });
});

app.error(async (error) => tell('error', { error: String(error) }));

(async () => {
  await app.start();
  tell('started');
})();
whenDone(() => app.stop());
