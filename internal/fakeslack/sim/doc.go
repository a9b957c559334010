// Package sim contains what the parts of the fake Slack share: the names of the app,
// one lock, one clock, unique names, and a way to wait for changes. Through a [World]
// the parts stay consistent without knowing each other.
//
// A method takes the lock itself unless its comment says otherwise. Nothing that
// blocks is done while the lock is held.
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
