package bot

import "testing"

// valid holds blocks or a view against Slack's limits as the fake Slack knows
// them.
func valid(t *testing.T, kind string, data []byte) { t.Helper() }
