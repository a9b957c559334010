// Package webapi calls Slack's Web API for one bot.
//
// Every call stays within Slack's limits: per method, per channel and per
// workspace (transport.go). Client.Send posts a message so that its effect
// comes once: after a network error it looks whether the message arrived before
// it posts again (once.go, find.go). A message carries the ID of the event that
// it answers, so that Client.Find can look, after a crash too, whether that was
// answered.
//
// 2026-11-30: limiter is our own, because a message takes its turn under two rates at
// once, Slack's Retry-After holds one of them back, and the distance to the next call
// counts from the end of a call; instead of golang.org/x/time/rate, whose Limiter can do
// none of these, so that it would be kept in step by code as long as limit.go.
//
// 2026-11-29: the package knows texts and blocks and nothing of what they say,
// because a client that knew package message would have to change with the
// wording; instead of a message, Send takes a text and its forms.
//
// 2026-11-29: Client embeds the client of slack-go, because calls that need no
// more than the limits would only be forwarded one by one.
package webapi
