// The official client of the Model Context Protocol: connects to beilun over standard input
// and output and over HTTP, makes the calls that it is given, and prints what came of each.
'use strict';

const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

const calls = JSON.parse(process.env.CALLS);

const print = (over, what, value) => process.stdout.write(JSON.stringify({ over, what, ...value }) + '\n');

// attempt prints what came of a request, which may be refused.
const attempt = async (over, what, request) => {
  try {
    print(over, what, { result: await request() });
  } catch (e) {
    print(over, what, { error: String(e.message), code: e.code });
  }
};

const talk = async (over, transport) => {
  const client = new Client({ name: 'judge', version: '1.0.0' });
  await client.connect(transport);
  print(over, 'instructions', { result: client.getInstructions() });
  // Once the client has the tools it checks each result with the schema of its tool.
  await attempt(over, 'tools', () => client.listTools());
  for (const c of calls) {
    await attempt(over, c.what, () => client.callTool({ name: c.tool, arguments: c.arguments }));
  }
  await attempt(over, 'resources', async () => {
    const all = await client.listResources();
    return { all, first: await client.readResource({ uri: all.resources[0].uri }) };
  });
  await attempt(over, 'templates', () => client.listResourceTemplates());
  await attempt(over, 'no resource', () => client.readResource({ uri: 'beilun://release/none' }));
  await client.close();
};

(async () => {
  await talk('stdio', new StdioClientTransport({ command: process.env.PROGRAM, args: ['mcp', '-releases', process.env.RELEASES], env: { PATH: process.env.PATH } }));
  await talk('HTTP', new StreamableHTTPClientTransport(new URL(process.env.SITE)));
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
