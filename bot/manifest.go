package bot

import _ "embed"

//go:embed manifest.json
var manifest []byte

// Manifest returns the manifest of the Slack app, JSON to be pasted at "Create
// New App, From a manifest".
func Manifest() []byte { return append([]byte(nil), manifest...) }
