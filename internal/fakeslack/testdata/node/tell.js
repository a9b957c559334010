// One JSON object a line is how these programs tell the Go test what happened.
'use strict';

const tell = (what, more = {}) => console.log(JSON.stringify({ what, ...more }));

// A logger that keeps standard output for tell.
const quiet = {
  debug() {}, info() {}, warn() {}, error(...args) { console.error(...args.map(String)); },
  setLevel() {}, getLevel: () => 'error', setName() {},
};

// The test closes standard input when it has seen enough.
const whenDone = (end) => {
  process.stdin.resume();
  process.stdin.on('end', async () => { await end(); process.exit(0); });
};

module.exports = { tell, quiet, whenDone };
