// Package localslack starts local-slack, a Slack that others wrote, and does in it
// what people do. It is the npm package local-slack-linux-x64: one binary with the Web
// API, Socket Mode and a control API over HTTP. A bot that works only with
// internal/fakeslack shares a mistake with it; this is how a test finds out.
//
// Where it differs from Slack: it does not know chat.startStream, the methods of
// assistant.threads, and others (unknown_method); it takes any blocks; it drops the
// metadata of messages, so that nothing can be looked up by its event; it neither
// retries nor pings, delivers each envelope to all connections of an app, and has no
// limits. It listens on all interfaces of the machine.
package localslack
