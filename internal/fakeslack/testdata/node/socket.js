// A bare Socket Mode client that tells of all it sees. A message with the text
// "wait" is acknowledged only when it comes again.
'use strict';

const { SocketModeClient } = require('@slack/socket-mode');
const { tell, quiet, whenDone } = require('./tell');

const client = new SocketModeClient({
  appToken: process.env.APP_TOKEN,
  clientOptions: { slackApiUrl: process.env.API_URL },
  clientPingTimeout: 900, // also what it waits before it reconnects
  logger: quiet,
});

for (const state of ['connected', 'reconnecting', 'disconnected', 'close']) {
  client.on(state, () => tell(state));
}
client.on('error', (e) => tell('error', { error: String(e) }));
client.on('slack_event', async ({ ack, body, type, retry_num, retry_reason, envelope_id, accepts_response_payload }) => {
  const text = body.event ? body.event.text : body.text;
  tell('envelope', { type, text, retry_num, retry_reason, envelope_id, event_id: body.event_id, accepts: accepts_response_payload });
  if (text !== 'wait' || retry_num > 0) {
    await ack();
  }
});

client.start();
whenDone(() => client.disconnect());
