"use strict";
// Reads a description of an API from the standard input and holds it against the schema of
// its version of OpenAPI, with a validator that others wrote.
const { pathToFileURL } = require("url");
const chunks = [];
process.stdin.on("data", (c) => chunks.push(c)).on("end", async () => {
  const { Validator } = await import(pathToFileURL(process.argv[2]));
  const v = new Validator();
  const found = await v.validate(JSON.parse(Buffer.concat(chunks)));
  process.stdout.write(JSON.stringify({ valid: found.valid, version: v.version, errors: found.errors }));
});
