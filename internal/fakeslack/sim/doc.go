// Package sim holds what the parts of the fake Slack share: the names of the
// app, one lock, one time, names that are used once, and a way to wait until
// something changes. A part that has a [World] needs no other part to keep in
// step with it.
//
// Unless a method says otherwise it takes the lock itself. Nothing that blocks
// is done while it is held.
//
// 2026-11-29: the parts share one lock as before, because what a person does
// changes messages, views and envelopes in one step; instead of a lock for
// each part and an order to take them in.
package sim

// The names that Slack knows the app by.
const (
	BotUser = "UBOT00001"
	BotID   = "BBOT00001"
	AppID   = "A1"
	TeamID  = "T1"
)
