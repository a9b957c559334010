package delivery

import "encoding/json"

// Job is an envelope from Slack that was recorded and acknowledged and waits to be
// answered.
type Job struct {
	ID      string          // of the event, the same each time Slack delivers it; of the envelope where it has none
	Type    string          // events_api, slash_commands or interactive
	Payload json.RawMessage // as Slack sent it
}
